provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
variable "env" { default = "prod" }
resource "aws_instance" "a" {
  ami                         = "ami-2"
  instance_type               = "t3.small"
  associate_public_ip_address = true
  key_name                    = "k"
  user_data                   = <<-EOT
    #!/bin/bash
    echo hello, world
  EOT
  root_block_device {
    volume_size = 30
    volume_type = "gp3"
    iops        = 4000
  }
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
  lifecycle { ignore_changes = [ami, tags["Patched"]] }
  tags = { Name = "a-${var.env}" }
}
resource "aws_instance" "b" {
  ami                         = "ami-1"
  instance_type               = "t3.micro"
  user_data_replace_on_change = true
  user_data                   = "two"
  availability_zone           = "us-east-1a"
  lifecycle { create_before_destroy = true }
}
resource "aws_ebs_volume" "v" {
  availability_zone = "us-east-1a"
  size              = 20
  type              = "gp3"
}
resource "aws_volume_attachment" "v" {
  device_name = "/dev/sdg"
  volume_id   = aws_ebs_volume.v.id
  instance_id = aws_instance.b.id
}
resource "aws_key_pair" "k" {
  key_name   = "k"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXA2 me@example.com"
}
resource "aws_placement_group" "p" {
  name     = "p"
  strategy = "spread"
}
resource "aws_autoscaling_group" "g" {
  name_prefix        = "g-"
  availability_zones = ["us-east-1a", "us-east-1b"]
  max_size           = 6
  min_size           = 1
  mixed_instances_policy {
    instances_distribution { on_demand_percentage_above_base_capacity = 50 }
    launch_template {
      launch_template_specification { launch_template_id = aws_launch_template.l.id }
      override { instance_type = "c5.large" }
      override { instance_type = "c5.xlarge" }
    }
  }
}
resource "aws_launch_template" "l" {
  name_prefix   = "lt-"
  image_id      = "ami-2"
  instance_type = "c5.large"
  user_data     = base64encode("ho")
}
resource "aws_launch_configuration" "lc" {
  image_id      = "ami-2"
  instance_type = "t2.micro"
  lifecycle { create_before_destroy = true }
}
