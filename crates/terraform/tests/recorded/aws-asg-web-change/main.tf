provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
variable "names" {
  type    = map(string)
  default = { Name = "web", Env = "prod", Team = "x" }
}
resource "aws_launch_template" "web" {
  name_prefix            = "web-"
  image_id               = "ami-0def"
  instance_type          = "t3.medium"
  vpc_security_group_ids = [aws_security_group.web.id]
  user_data              = base64encode("#!/bin/sh\necho ho\n")
  update_default_version = true
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 40
      volume_type = "gp3"
      encrypted   = true
    }
  }
  tag_specifications {
    resource_type = "instance"
    tags          = var.names
  }
  tag_specifications {
    resource_type = "volume"
    tags          = var.names
  }
}
resource "aws_security_group" "web" {
  name_prefix = "web-"
  vpc_id      = "vpc-1"
}
resource "aws_autoscaling_group" "web" {
  name                = "web"
  min_size            = 2
  max_size            = 8
  vpc_zone_identifier = ["subnet-a", "subnet-b", "subnet-c"]
  health_check_type   = "ELB"
  health_check_grace_period = 60
  target_group_arns   = [aws_lb_target_group.web.arn]
  launch_template {
    id      = aws_launch_template.web.id
    version = aws_launch_template.web.latest_version
  }
  dynamic "tag" {
    for_each = var.names
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }
}
resource "aws_lb_target_group" "web" {
  name     = "web"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = "vpc-1"
  health_check {
    path     = "/healthz"
    interval = 10
  }
  lifecycle { create_before_destroy = true }
}
resource "aws_autoscaling_policy" "cpu" {
  name                   = "cpu"
  autoscaling_group_name = aws_autoscaling_group.web.name
  policy_type            = "TargetTrackingScaling"
  target_tracking_configuration {
    predefined_metric_specification { predefined_metric_type = "ASGAverageCPUUtilization" }
    target_value     = 60
    disable_scale_in = true
  }
}
resource "aws_autoscaling_schedule" "night" {
  scheduled_action_name  = "night"
  min_size               = 0
  max_size               = 1
  desired_capacity       = 0
  recurrence             = "0 21 * * *"
  autoscaling_group_name = aws_autoscaling_group.web.name
}
