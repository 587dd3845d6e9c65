provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_security_group" "a" {
  name   = "a"
  vpc_id = "vpc-1"
}
resource "terraform_data" "v" { input = 1 }
