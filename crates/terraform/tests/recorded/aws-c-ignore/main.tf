provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_instance" "a" {
  ami = "ami-1"
  instance_type = "t3.micro"
  tags = { A = "1", B = "1" }
  lifecycle { ignore_changes = [ami, tags["A"]] }
}
resource "aws_instance" "all" {
  ami = "ami-1"
  instance_type = "t3.micro"
  tags = { A = "1" }
  lifecycle { ignore_changes = all }
}
resource "aws_launch_template" "lt" {
  name = "ltt"
  image_id = "ami-1"
  block_device_mappings {
    device_name = "/dev/sda1"
    ebs { volume_size = 1 }
  }
  lifecycle { ignore_changes = [block_device_mappings[0].ebs[0].volume_size, image_id] }
}
resource "aws_autoscaling_group" "g" {
  name = "g"
  min_size = 1
  max_size = 3
  desired_capacity = 1
  availability_zones = ["us-east-1a"]
  launch_template { 
    id = aws_launch_template.lt.id 
    version = aws_launch_template.lt.latest_version
  }
  lifecycle { 
    ignore_changes = [desired_capacity] 
    create_before_destroy = true
  }
}
resource "aws_ecs_service" "s" {
  name = "s"
  cluster = "c"
  task_definition = "t:1"
  desired_count = 1
  lifecycle { ignore_changes = [task_definition, desired_count] }
}
