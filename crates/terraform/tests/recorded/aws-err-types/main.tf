provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_instance" "i" {
  ami                    = ["ami-1"]
  instance_type          = "t3.micro"
  vpc_security_group_ids = "sg-1"
  monitoring             = "maybe"
  tags                   = ["a"]
  ebs_block_device {
    device_name = "/dev/sdb"
    volume_size = "large"
  }
}
resource "aws_autoscaling_group" "g" {
  max_size = "many"
  min_size = 1
  tags     = []
}
