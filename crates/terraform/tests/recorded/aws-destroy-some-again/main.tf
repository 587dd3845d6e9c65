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
  count         = 3
  ami           = "ami-1"
  instance_type = "t3.micro"
  subnet_id     = module.net.subnet
}
resource "aws_eip" "ip" {
  count    = 2
  domain   = "vpc"
  instance = aws_instance.web[count.index].id
}
