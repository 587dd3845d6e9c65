provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_autoscaling_group" "g" {
  max_size           = 1
  min_size           = 1
  availability_zones = ["us-east-1a"]
  vpc_zone_identifier = ["subnet-1"]
}
resource "aws_s3_bucket" "b" {
  bucket        = "b"
  bucket_prefix = "c"
}
resource "aws_iam_role" "r" {
  name               = "r r"
  assume_role_policy = "{"
}
resource "aws_iam_policy" "p" {
  name   = "p"
  policy = "hello"
}
resource "aws_route53_record" "r" {
  zone_id = "Z"
  name    = "x"
  type    = "XX"
  records = ["1"]
}
resource "aws_cloudwatch_log_group" "l" {
  name              = "l"
  retention_in_days = 2
}
resource "aws_sqs_queue" "q" {
  name                       = "q"
  visibility_timeout_seconds = 50000
  delay_seconds              = -1
}
resource "aws_kms_key" "k" {
  deletion_window_in_days = 3
  key_usage               = "SIGN"
}
