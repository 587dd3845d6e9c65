provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "terraform_data" "u" { input = "x" }

resource "aws_lb_listener" "l" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/lb/0123456789abcdef"
  port = 80
  dynamic "default_action" {
    for_each = terraform_data.u.output == "x" ? [1] : []
    content { 
     type = "fixed-response"
     fixed_response { 
       content_type = "text/plain"
     }
    }
  }
}
resource "aws_launch_template" "inner" {
  name = "ltinner"
  block_device_mappings {
     device_name = "/dev/sda1"
     dynamic "ebs" { 
       for_each = terraform_data.u.output == "x" ? [1] : []
       content { 
         volume_size = 1
       }
    }
  }
  network_interfaces {
    device_index = 0
  }
}
resource "aws_autoscaling_group" "a" {
  name = "a"
  max_size = 1
  min_size = 0
  availability_zones = ["us-east-1a"]
  launch_configuration = "lc"
  dynamic "tag" {
    for_each = terraform_data.u.output == "x" ? [1] : []
    content { 
     key = "a"
     value = "b"
     propagate_at_launch = false
    }
  }
}
resource "aws_instance" "i" {
  ami = "ami-1"
  instance_type = "t3.micro"
  dynamic "metadata_options" {
    for_each = [terraform_data.u.id]
    content { http_tokens = "required" }
  }
  dynamic "ebs_block_device" {
    for_each = terraform_data.u.output == "x" ? [1] : []
    content { device_name = "/dev/sdb" }
  }
}
resource "aws_instance" "new" {
  ami = terraform_data.u.id
  instance_type = "t3.micro"
  dynamic "ebs_block_device" {
    for_each = terraform_data.u.output == "x" ? [1] : []
    content { device_name = "/dev/sdb" }
  }
  root_block_device { volume_size = 8 }
}
