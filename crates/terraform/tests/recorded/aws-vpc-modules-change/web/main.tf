variable "name" { type = string }
variable "vpc" { type = string }
variable "subnets" { type = list(string) }
resource "aws_security_group" "web" {
  name   = "web-${var.name}"
  vpc_id = var.vpc
}
resource "aws_vpc_security_group_ingress_rule" "http" {
  security_group_id = aws_security_group.web.id
  from_port         = 80
  to_port           = 80
  ip_protocol       = "tcp"
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_instance" "web" {
  ami                    = "ami-1"
  instance_type          = "t3.micro"
  subnet_id              = var.subnets[0]
  vpc_security_group_ids = [aws_security_group.web.id]
  tags                   = { Name = var.name }
}
