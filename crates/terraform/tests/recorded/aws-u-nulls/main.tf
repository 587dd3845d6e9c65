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
  tags = null
}
resource "aws_sqs_queue" "q" {
  name_prefix = "q"
  kms_master_key_id = "k"
  policy = ""
  tags = {}
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
  ingress = null
  egress = []
}
resource "aws_route_table" "rt" {
  vpc_id = "vpc-1"
  route = [{ cidr_block = "0.0.0.0/0", gateway_id = "igw-1", carrier_gateway_id = null, core_network_arn = null, destination_prefix_list_id = null, egress_only_gateway_id = null, ipv6_cidr_block = null, local_gateway_id = null, nat_gateway_id = null, network_interface_id = null, transit_gateway_id = null, vpc_endpoint_id = null, vpc_peering_connection_id = null }]
}
resource "aws_vpc_security_group_ingress_rule" "r" {
  security_group_id = aws_security_group.sg.id
  ip_protocol = "-1"
  cidr_ipv4 = "10.0.0.0/8"
  tags = { A = "1", B = "" }
}
resource "aws_cloudwatch_metric_alarm" "m" {
  alarm_name = "m"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 1
  threshold = 1
  metric_query {
    id = "e1"
    expression = "m1/2"
    return_data = true
  }
  metric_query {
    id = "m1"
    metric {
      metric_name = "x"
      namespace = "n"
      period = 120
      stat = "Sum"
      dimensions = { A = "b" }
    }
  }
}
