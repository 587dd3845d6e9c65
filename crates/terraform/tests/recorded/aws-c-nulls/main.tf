provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_s3_bucket" "b" {
  bucket = null
  bucket_prefix = "x-"
  tags = {}
}
resource "aws_sqs_queue" "q" {
  name_prefix = "q"
  kms_master_key_id = null
  policy = ""
  tags = null
}
resource "aws_instance" "i" {
  ami = "ami-1"
  instance_type = "t3.micro"
  vpc_security_group_ids = []
  security_groups = null
  iam_instance_profile = ""
  ephemeral_block_device {
    device_name = "/dev/sdz"
    no_device = true
  }
}
resource "aws_security_group" "sg" {
  vpc_id = "vpc-1"
  ingress = []
  egress = []
}
resource "aws_route_table" "rt" {
  vpc_id = "vpc-1"
  route = []
}
resource "aws_vpc_security_group_ingress_rule" "r" {
  security_group_id = aws_security_group.sg.id
  ip_protocol = "-1"
  cidr_ipv4 = "10.0.0.0/8"
  tags = { A = "" }
}
resource "aws_cloudwatch_metric_alarm" "m" {
  alarm_name = "m"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 1
  threshold = 1
  metric_query {
    id = "e1"
    expression = "m1/1"
    return_data = true
  }
  metric_query {
    id = "m1"
    metric {
      metric_name = "x"
      namespace = "n"
      period = 60
      stat = "Sum"
      dimensions = { A = "b" }
    }
  }
}
