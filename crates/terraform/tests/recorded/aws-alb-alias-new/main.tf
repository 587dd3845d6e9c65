provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_alb" "front" {
  name            = "front"
  subnets         = ["subnet-a", "subnet-b"]
  security_groups = [aws_security_group.web.id]
  idle_timeout    = 120
  tags            = { Name = "front" }
}
resource "aws_security_group" "web" {
  name_prefix = "web-"
  vpc_id      = "vpc-1"
  lifecycle { create_before_destroy = true }
}
resource "aws_alb_target_group" "app" {
  name     = "app"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = "vpc-1"
  target_type = "ip"
  deregistration_delay = 30
}
resource "aws_alb_listener" "http" {
  load_balancer_arn = aws_alb.front.arn
  port              = 80
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      message_body = "gone"
      status_code  = "410"
    }
  }
}
