provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "s" {
  vpc_id     = aws_vpc.v.vpc_id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "t" {
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.v.cidr_blocks, 8, 1)
}
output "a" { value = aws_subnet.s.avaibility_zone }
output "b" { value = aws_vpc.v[0].id }
output "c" { value = aws_vpc.v.tags.Name }
