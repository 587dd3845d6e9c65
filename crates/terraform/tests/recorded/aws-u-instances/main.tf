provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_type = "t3.small"
  user_data     = "echo 2"
  root_block_device {
    volume_size = 20
    volume_type = "gp3"
  }
  ebs_block_device {
    device_name = "/dev/sdb"
    volume_size = 10
    encrypted = true
  }
  tags = { Name = "a" }
}
resource "aws_instance" "b" {
  ami                    = "ami-2"
  instance_type          = "t3.micro"
  subnet_id              = "subnet-1"
  vpc_security_group_ids = ["sg-1", "sg-2"]
  key_name               = "k1"
  metadata_options {
    http_tokens = "optional"
  }
  credit_specification {
    cpu_credits = "standard"
  }
  volume_tags = { A = "2" }
  lifecycle { ignore_changes = [ami] }
}
resource "aws_instance" "c" {
  ami                         = "ami-1"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  iam_instance_profile        = "p2"
  monitoring                  = true
  private_ip                  = "10.0.0.6"
  user_data_replace_on_change = true
  user_data_base64            = base64encode("y")
}
resource "aws_ebs_volume" "v" {
  availability_zone = "us-east-1a"
  size              = 20
  type              = "gp3"
}
resource "aws_volume_attachment" "va" {
  device_name = "/dev/sdh"
  volume_id   = aws_ebs_volume.v.id
  instance_id = aws_instance.a.id
  force_detach = true
}
resource "aws_key_pair" "k" {
  key_name   = "k"
  public_key = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ b@x"
}
resource "aws_eip_association" "ea" {
  instance_id   = aws_instance.c.id
  allocation_id = "eipalloc-1"
}
resource "aws_network_interface" "n" {
  subnet_id   = "subnet-1"
  private_ips = ["10.0.0.7", "10.0.0.8"]
  attachment {
    instance = aws_instance.a.id
    device_index = 1
  }
}
resource "aws_placement_group" "p" {
  name = "p"
  strategy = "spread"
}
resource "aws_spot_instance_request" "s" {
  ami = "ami-1"
  instance_type = "t3.micro"
  spot_price = "0.2"
}
