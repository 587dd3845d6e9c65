provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_instance" "i" {
  ami = "ami-1"
  root_block_device {
    volume_sise = 8
  }
  metadata_option {
    http_tokens = "required"
  }
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  runtme        = "python3.12"
}
resource "aws_security_group_rule" "r" {
  type = "ingress"
}
resource "aws_s3_bucket_lifecycle_configuration" "l" {
  bucket = "b"
  rule {
    id = "x"
  }
}
resource "aws_dynamodb_table" "t" {
  name = "t"
  attribute {
    name = "id"
  }
}
