provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
module "net" {
  source = "./net"
  cidr   = "10.0.0.0/16"
}
resource "aws_instance" "web" {
  count         = 1
  ami           = "ami-1"
  instance_type = "t3.small"
  subnet_id     = module.net.subnet
}
moved {
  from = aws_eip.ip[0]
  to   = aws_eip.only
}
resource "aws_eip" "only" {
  domain   = "vpc"
  instance = aws_instance.web[0].id
}
