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
resource "aws_instance" "i" {
  ami                    = "ami-1"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.a.id]
  lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [terraform_data.v]
  }
}
resource "terraform_data" "v" { input = 1 }
resource "aws_eip" "e" {
  instance = aws_instance.i.id
  domain   = "vpc"
}
resource "aws_ssm_parameter" "ip" {
  name  = "/ip"
  type  = "String"
  value = aws_eip.e.public_ip
}
resource "aws_s3_bucket" "all" {
  bucket = "all-bucket"
  tags   = { A = "1" }
  lifecycle { ignore_changes = all }
}
resource "aws_sqs_queue" "q" {
  name                      = "q"
  message_retention_seconds = 60
  lifecycle { ignore_changes = [message_retention_seconds] }
}
