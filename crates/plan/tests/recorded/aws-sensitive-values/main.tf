provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}

variable "s" {
  default = "sec"
  sensitive = true
}
resource "aws_security_group" "a" {
  name = "a"
  description = var.s
  vpc_id = "vpc-1"
  ingress {
    from_port = 80
    to_port = 80
    protocol = "tcp"
    cidr_blocks = [var.s == "sec" ? "10.0.0.0/8" : "10.1.0.0/16"]
  }
  tags = { Name = var.s }
}
resource "aws_launch_template" "a" {
  name = "lta"
  block_device_mappings {
    device_name = var.s
    ebs { 
      volume_size = 20
      snapshot_id = var.s
    }
  }
  tags = sensitive({ A = "1" })
}
resource "aws_autoscaling_group" "a" {
  name = "a"
  max_size = 1
  min_size = 0
  availability_zones = ["us-east-1a"]
  launch_configuration = "lc"
  tag {
     key = "a"
     value = var.s
     propagate_at_launch = false
  }
  tag {
     key = "b"
     value = "b"
     propagate_at_launch = false
  }
}
resource "aws_autoscaling_group" "new" {
  name = "new"
  max_size = 1
  min_size = 0
  availability_zones = ["us-east-1a"]
  launch_configuration = "lc"
  tag {
     key = "a"
     value = var.s
     propagate_at_launch = false
  }
}
