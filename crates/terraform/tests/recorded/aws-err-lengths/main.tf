provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_launch_template" "l" { name_prefix = "l-" }
resource "aws_cloudtrail" "t" {
  name           = "t"
  s3_bucket_name = "b"
}
resource "aws_mq_broker" "m" {
  broker_name        = "m"
  engine_type        = "Kafka"
  engine_version     = "1"
  host_instance_type = "mq.t3.micro"
  user {
    username = "u"
    password = "short"
  }
}
resource "aws_dynamodb_table" "t" {
  name         = "t"
  billing_mode = "FREE"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "X"
  }
}
resource "aws_cloudwatch_metric_alarm" "a" {
  alarm_name          = "a"
  comparison_operator = "Greater"
  evaluation_periods  = 0
  statistic           = "Mean"
  period              = 45
}
resource "aws_kinesis_stream" "k" {
  name             = "k"
  retention_period = 12
}
