provider "aws" {
  region = "eu-central-1"
}

resource "aws_security_group" "web" {
  name        = "web"
  description = "Front door"
  vpc_id      = "vpc-1"

  ingress {
    description = "https"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_autoscaling_group" "web" {
  name                = "web"
  min_size            = 2
  max_size            = 4
  vpc_zone_identifier = ["subnet-1", "subnet-2"]

  launch_template {
    id      = "lt-1"
    version = "1"
  }
}
