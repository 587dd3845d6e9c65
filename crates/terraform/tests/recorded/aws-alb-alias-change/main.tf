provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_alb" "front" {
  name            = "front-2"
  subnets         = ["subnet-a", "subnet-c"]
  security_groups = [aws_security_group.web.id]
  idle_timeout    = 60
  tags            = { Name = "front", Team = "web" }
}
resource "aws_security_group" "web" {
  name_prefix = "web-tier-"
  vpc_id      = "vpc-1"
  lifecycle { create_before_destroy = true }
}
resource "aws_alb_target_group" "app" {
  name     = "app"
  port     = 8081
  protocol = "HTTP"
  vpc_id   = "vpc-1"
  target_type = "ip"
  slow_start = 60
}
resource "aws_alb_listener" "http" {
  load_balancer_arn = aws_alb.front.arn
  port              = 80
  default_action {
    type             = "forward"
    target_group_arn = aws_alb_target_group.app.arn
  }
}
