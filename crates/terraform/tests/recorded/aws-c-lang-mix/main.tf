provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
locals {
  subnets = { a = "10.0.1.0/24", b = "10.0.2.0/24" }
  ports   = [80, 443]
}
variable "tags" {
  type    = map(string)
  default = { Env = "dev" }
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = merge(var.tags, { Name = "main" })
}
resource "aws_subnet" "s" {
  for_each   = local.subnets
  vpc_id     = aws_vpc.main.id
  cidr_block = each.value
  tags       = merge(var.tags, { Name = "subnet-${each.key}" })
}
resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = aws_vpc.main.id
  dynamic "ingress" {
    for_each = local.ports
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = [for s in aws_subnet.s : s.cidr_block]
    }
  }
  tags = var.tags
}
resource "aws_instance" "web" {
  count                  = 2
  ami                    = "ami-1"
  instance_type          = count.index == 0 ? "t3.micro" : "t3.small"
  subnet_id              = values(aws_subnet.s)[count.index].id
  vpc_security_group_ids = [aws_security_group.web.id]
  user_data = <<-EOT
    #!/bin/bash
    echo ${aws_vpc.main.id} 1
  EOT
  tags = { Name = format("web-%02d", count.index), Index = count.index }
}
output "ids" { value = aws_instance.web[*].id }
output "map" { value = { for k, s in aws_subnet.s : k => s.id } }
output "sg" {
  value     = aws_security_group.web.id
  sensitive = true
}
