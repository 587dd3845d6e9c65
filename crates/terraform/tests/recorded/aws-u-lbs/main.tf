provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_lb" "l" {
  name               = "l"
  internal           = true
  load_balancer_type = "application"
  security_groups    = ["sg-1"]
  subnets            = ["subnet-1", "subnet-2"]
  enable_deletion_protection = true
  access_logs {
    bucket  = "b"
    prefix  = "q"
    enabled = true
  }
}
resource "aws_lb" "net" {
  name               = "net"
  load_balancer_type = "network"
  subnet_mapping {
    subnet_id     = "subnet-1"
    allocation_id = "eipalloc-2"
  }
  enable_cross_zone_load_balancing = true
}
resource "aws_lb_target_group" "t" {
  name     = "t"
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-1"
  health_check {
    path    = "/b"
    matcher = "200"
    interval = 15
  }
  stickiness {
    type = "lb_cookie"
  }
}
resource "aws_lb_listener" "li" {
  load_balancer_arn = aws_lb.l.arn
  port              = 81
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.t.arn
  }
}
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.l.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/a"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  default_action {
    type = "redirect"
    redirect {
      status_code = "HTTP_302"
      host = "x"
    }
  }
}
resource "aws_lb_listener_rule" "r" {
  listener_arn = aws_lb_listener.li.arn
  priority     = 20
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.t.arn
  }
  condition {
    path_pattern { values = ["/x/*", "/y/*"] }
  }
  condition {
    host_header { values = ["h"] }
  }
}
resource "aws_lb_target_group_attachment" "a" {
  target_group_arn = aws_lb_target_group.t.arn
  target_id        = "i-2"
  port             = 80
}
resource "aws_elb" "e" {
  name               = "e"
  availability_zones = ["us-east-1a", "us-east-1b"]
  listener {
    instance_port     = 8000
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "http"
  }
  
}
