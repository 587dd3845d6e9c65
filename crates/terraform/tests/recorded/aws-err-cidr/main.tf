provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_vpc" "v" {
  cidr_block       = "10.0.0.1/16"
  instance_tenancy = "none"
}
resource "aws_subnet" "s" {
  vpc_id     = "vpc-1"
  cidr_block = "10.0.0.0"
}
resource "aws_security_group" "g" {
  name = "sg-x"
  ingress {
    from_port   = 70000
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.5/8"]
  }
}
resource "aws_network_acl_rule" "r" {
  network_acl_id = "acl-1"
  rule_number    = 1
  protocol       = "tcp"
  rule_action    = "permit"
}
resource "aws_route" "r" {
  route_table_id         = "rtb-1"
  destination_cidr_block = "all"
  gateway_id             = "igw-1"
}
resource "aws_route" "none" {
  route_table_id = "rtb-1"
}
