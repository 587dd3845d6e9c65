resource "aws_instance" "a" {
  instance_type = "t3.micro"
  user_data     = "x"
  user_data_base64 = "eA=="

  root_block_device {
    volume_type = "gp4"
    volume_size = "big"
  }

  metadata_options {
    http_tokens                 = "yes"
    http_put_response_hop_limit = 100
  }
}

resource "aws_instance" "b" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  tenancy       = "shared"
  instance_initiated_shutdown_behavior = "hibernate"
  credit_specification {
    cpu_credits = "max"
  }
  credit_specification {
    cpu_credits = "standard"
  }
}

resource "aws_launch_template" "l" {
  name        = "ab"
  name_prefix = "abc"
  instance_market_options {
    market_type = "reserved"
  }
  block_device_mappings {
    ebs {
      volume_type = "fast"
    }
  }
}

resource "aws_autoscaling_group" "g" {
  min_size = 1
  max_size = 2
  health_check_type = "elb"
  launch_template {
    name = "x"
  }
  launch_configuration = "lc"
  tag {
    key   = "a"
    value = "b"
  }
}

resource "aws_ebs_volume" "v" {
  availability_zone = "us-east-1a"
  type              = "gp3"
  throughput        = 90
}

resource "aws_lb" "l" {
  name               = "-my_lb-"
  load_balancer_type = "classic"
  ip_address_type    = "ipv6"
}

resource "aws_lb_target_group" "t" {
  name        = "a_group_with_underscores_and_a_name_that_is_too_long"
  port        = 0
  protocol    = "http"
  target_type = "pod"
  health_check {
    interval = 1
    matcher  = "200"
    timeout  = 200
  }
}

resource "aws_lb_listener" "h" {
  load_balancer_arn = "lb"
  port              = 99999
  default_action {
    type = "forwards"
  }
}
