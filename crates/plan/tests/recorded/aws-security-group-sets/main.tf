provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "terraform_data" "u" { input = "x" }

resource "aws_security_group" "a" {
  name = "a"
  description = "d"
  vpc_id = "vpc-1"
  ingress {
    from_port = 80
    to_port = 80
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/8", "10.1.0.0/16"]
  }
  ingress {
    from_port = 443
    to_port = 443
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
    description = "https"
  }
  timeouts { 
    create = "5m" 
  }
  tags = { Name = "a", Empty = "" }
}
resource "aws_security_group" "b" {
  name = "b"
  description = "d"
  vpc_id = "vpc-1"
  ingress = []
  timeouts { 
    create = "5m" 
    delete = "1m" 
  }
}
resource "aws_security_group" "c" {
  name = "c"
  description = "changed"
  vpc_id = "vpc-1"
}
resource "aws_security_group" "d" {
  name = "d"
  description = "d"
  vpc_id = "vpc-1"
  ingress {
    from_port = 1
    to_port = 1
    protocol = "tcp"
    security_groups = [terraform_data.u.id]
  }
}
