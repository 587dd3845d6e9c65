provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_instance" "a" {
  ami           = "ami-1"
  instance_typ  = "t3.micro"
  tags          = "web"
}
resource "aws_s3_buckets" "b" { bucket = "x" }
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
  cidr_block = "10.1.0.0/16"
}
resource "aws_subnet" "s" {
  vpc_id = aws_vpc.w.id
}
