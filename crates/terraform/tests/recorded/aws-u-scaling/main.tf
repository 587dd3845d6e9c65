provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_launch_template" "lt" {
  name_prefix   = "lt-"
  image_id      = "ami-2"
  instance_type = "t3.micro"
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 16
    }
  }
  iam_instance_profile { name = "p" }
  monitoring { enabled = true }
  tag_specifications {
    resource_type = "instance"
    tags = { Name = "b" }
  }
  user_data = base64encode("b")
  vpc_security_group_ids = ["sg-1"]
  update_default_version = true
}
resource "aws_autoscaling_group" "a" {
  name_prefix         = "a-"
  min_size            = 1
  max_size            = 4
  desired_capacity    = 2
  vpc_zone_identifier = ["subnet-1", "subnet-2"]
  health_check_type   = "ELB"
  launch_template {
    id      = aws_launch_template.lt.id
    version = "$Latest"
  }
  tag {
    key                 = "Name"
    value               = "y"
    propagate_at_launch = true
  }
  instance_refresh {
    strategy = "Rolling"
    preferences { min_healthy_percentage = 90 }
  }
}
resource "aws_autoscaling_policy" "p" {
  name                   = "p"
  autoscaling_group_name = aws_autoscaling_group.a.name
  policy_type            = "TargetTrackingScaling"
  target_tracking_configuration {
    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
    target_value = 60.0
  }
}
resource "aws_autoscaling_schedule" "s" {
  scheduled_action_name  = "s"
  min_size               = 0
  max_size               = 2
  desired_capacity       = 0
  recurrence             = "0 18 * * *"
  autoscaling_group_name = aws_autoscaling_group.a.name
}
resource "aws_autoscaling_attachment" "at" {
  autoscaling_group_name = aws_autoscaling_group.a.id
  lb_target_group_arn    = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/t2/0123456789abcdef"
}
resource "aws_launch_configuration" "lc" {
  name_prefix   = "lc-"
  image_id      = "ami-1"
  instance_type = "t3.small"
  lifecycle { create_before_destroy = true }
}
resource "aws_appautoscaling_target" "t" {
  max_capacity       = 5
  min_capacity       = 1
  resource_id        = "service/c/s"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
}
resource "aws_appautoscaling_policy" "ap" {
  name               = "scale"
  policy_type        = "StepScaling"
  resource_id        = aws_appautoscaling_target.t.resource_id
  scalable_dimension = aws_appautoscaling_target.t.scalable_dimension
  service_namespace  = aws_appautoscaling_target.t.service_namespace
  step_scaling_policy_configuration {
    adjustment_type         = "ChangeInCapacity"
    cooldown                = 90
    metric_aggregation_type = "Maximum"
    step_adjustment {
      metric_interval_upper_bound = 0
      scaling_adjustment          = -1
    }
  }
}
