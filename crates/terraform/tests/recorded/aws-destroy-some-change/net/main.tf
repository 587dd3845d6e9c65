variable "cidr" { type = string }
resource "aws_vpc" "v" { cidr_block = var.cidr }
resource "aws_subnet" "s" {
  count      = 2
  vpc_id     = aws_vpc.v.id
  cidr_block = cidrsubnet(var.cidr, 8, count.index)
}
output "subnet" { value = aws_subnet.s[0].id }
