resource "aws_vpc" "main" {
  cidr_block       = "10.0.0.0/8"
  instance_tenancy = "shared"
}

resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/33"
  availability_zone = ["us-east-1a"]
}

resource "aws_security_group" "web" {
  name        = "sg-web"
  description = "web <tier>"
  vpc_id      = aws_vpc.main.id

  ingress {
    from_port   = "http"
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "out" {
  type              = "outbound"
  from_port         = 0
  to_port           = 70000
  protocol          = "-1"
  security_group_id = aws_security_group.web.id
  cidr_blocks       = ["0.0.0.0/0"]
  self              = true
}

resource "aws_route" "r" {
  route_table_id         = "rtb-1"
  destination_cidr_block = "10.0.0.1/16"
  gateway_id             = "igw-1"
  nat_gateway_id         = "nat-1"
}

resource "aws_eip" "e" {
  vpc    = true
  domain = "vpcs"
}

resource "aws_network_acl_rule" "n" {
  network_acl_id = "acl-1"
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "permit"
  cidr_block     = "10.0.0.0/8"
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-1.s3"
  vpc_endpoint_type = "gateway"
}
