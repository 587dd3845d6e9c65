provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_security_group" "a" {
  name_prefix = "a-"
  vpc_id      = "vpc-1"
  description = "two"
}
resource "aws_security_group" "b" {
  name   = "b"
  vpc_id = "vpc-1"
  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.a.id]
    self = true
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0", "10.0.0.0/8"]
  }
  lifecycle { create_before_destroy = true }
}
resource "aws_security_group_rule" "r" {
  type                     = "ingress"
  from_port                = 80
  to_port                  = 81
  protocol                 = "tcp"
  cidr_blocks              = ["10.0.0.0/8"]
  security_group_id        = aws_security_group.b.id
}
resource "aws_vpc_security_group_ingress_rule" "i" {
  security_group_id = aws_security_group.b.id
  cidr_ipv4         = "10.0.0.0/16"
  from_port         = 80
  ip_protocol       = "tcp"
  to_port           = 80
}
resource "aws_vpc_security_group_egress_rule" "e" {
  security_group_id = aws_security_group.b.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  description = "out"
}
resource "aws_default_security_group" "d" {
  vpc_id = "vpc-1"
  ingress {
    protocol  = -1
    self      = true
    from_port = 0
    to_port   = 0
  }
  tags = { A = "1" }
}
