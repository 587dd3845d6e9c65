provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_security_group" "sg" {
  name_prefix = "x"
  description = "b"
  vpc_id = "vpc-1"
  lifecycle { create_before_destroy = true }
}
resource "aws_launch_configuration" "lc" {
  image_id = "ami-2"
  instance_type = "t3.micro"
  security_groups = [aws_security_group.sg.id]
  lifecycle { create_before_destroy = true }
}
resource "aws_autoscaling_group" "asg" {
  name = "asg-${aws_launch_configuration.lc.name}"
  launch_configuration = aws_launch_configuration.lc.name
  min_size = 1
  max_size = 1
  availability_zones = ["us-east-1a"]
  lifecycle { create_before_destroy = true }
}
resource "aws_instance" "i" {
  ami = "ami-1"
  instance_type = "t3.micro"
  vpc_security_group_ids = [aws_security_group.sg.id]
  lifecycle { replace_triggered_by = [aws_launch_configuration.lc.image_id] }
}
resource "aws_eip" "e" { instance = aws_instance.i.id }
output "eip" { value = aws_eip.e.public_ip }
