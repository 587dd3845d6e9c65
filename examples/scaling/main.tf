resource "aws_launch_template" "web" {
  name_prefix   = "web-"
  image_id      = "ami-0aaa1111"
  instance_type = "t3.small"
}

resource "aws_autoscaling_group" "web" {
  name                      = "web"
  min_size                  = 2
  max_size                  = 6
  desired_capacity          = 2
  health_check_type         = "ELB"
  health_check_grace_period = 120
  vpc_zone_identifier       = ["subnet-0aaa1111", "subnet-0bbb2222"]

  launch_template {
    id      = aws_launch_template.web.id
    version = "$Latest"
  }
}
