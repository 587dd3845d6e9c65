provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_iam_policy" "p" {
  name   = "p"
  policy = "{ not json"
}
resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = "hello"
}
resource "aws_s3_bucket_policy" "b" {
  bucket = "b"
  policy = "[1,"
}
resource "aws_sqs_queue" "q" {
  policy = "x"
}
resource "aws_ecs_task_definition" "t" {
  family                = "t"
  container_definitions = "[{]"
}
resource "aws_cloudwatch_event_rule" "e" {
  event_pattern = "nope"
}
