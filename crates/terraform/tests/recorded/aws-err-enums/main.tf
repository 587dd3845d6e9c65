provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_lb" "l" {
  name               = "this-name-is-far-too-long-for-a-load-balancer"
  load_balancer_type = "classic"
  ip_address_type    = "ipv5"
}
resource "aws_ebs_volume" "v" {
  availability_zone = "us-east-1a"
  type              = "gp9"
  size              = 1
}
resource "aws_cloudwatch_log_group" "g" {
  name              = "g"
  retention_in_days = 15
}
resource "aws_sqs_queue" "q" {
  name                       = "q"
  visibility_timeout_seconds = 50000
  message_retention_seconds  = 10
}
resource "aws_db_instance" "d" {
  instance_class          = "db.t3.micro"
  backup_retention_period = 40
  identifier              = "Bad_Name"
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "not-an-arn"
  runtime       = "python9"
  memory_size   = 64
  timeout       = 1000
  filename      = "f.zip"
  handler       = "x"
}
