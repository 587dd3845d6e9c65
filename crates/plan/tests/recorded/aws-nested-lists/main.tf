provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "terraform_data" "u" { input = "x" }

resource "aws_launch_template" "a" {
  name = "lta"
  image_id = "ami-2"
  block_device_mappings {
    device_name = "/dev/sda1"
    ebs { 
      volume_size = 20
      encrypted = true
    }
  }
  block_device_mappings {
    device_name = "/dev/sdb"
    ebs { 
      volume_size = 10
    }
  }
  network_interfaces {
    security_groups = ["sg-1", "sg-3"]
    associate_public_ip_address = true
  }
  tag_specifications {
    resource_type = "instance"
    tags = { A = "1", B = "2" }
  }
  user_data = base64encode("x")
}
resource "aws_launch_template" "b" {
  name = "ltb"
  instance_type = "t3.micro"
}
