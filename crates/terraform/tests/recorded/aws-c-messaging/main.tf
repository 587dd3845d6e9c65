provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_sqs_queue" "q" {
  name = "q"
  delay_seconds = 0
  redrive_policy = jsonencode({ deadLetterTargetArn = "arn:aws:sqs:us-east-1:123456789012:dlq", maxReceiveCount = 3 })
}
resource "aws_sqs_queue" "fifo" {
  name = "q.fifo"
  fifo_queue = true
  content_based_deduplication = false
  visibility_timeout_seconds = 30
}
resource "aws_sqs_queue_policy" "p" {
  queue_url = aws_sqs_queue.q.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*" }] })
}
resource "aws_sns_topic" "t" {
  name = "t"
  display_name = "a"
}
resource "aws_sns_topic_subscription" "s" {
  topic_arn = aws_sns_topic.t.arn
  protocol = "sqs"
  endpoint = aws_sqs_queue.q.arn
  raw_message_delivery = false
  filter_policy = jsonencode({ a = ["x"] })
}
resource "aws_sns_topic_policy" "tp" {
  arn = aws_sns_topic.t.arn
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
resource "aws_kinesis_stream" "k" {
  name = "k"
  shard_count = 1
  retention_period = 24
}
resource "aws_kinesis_firehose_delivery_stream" "f" {
  name = "f"
  destination = "extended_s3"
  extended_s3_configuration {
    role_arn = "arn:aws:iam::123456789012:role/r"
    bucket_arn = "arn:aws:s3:::b"
    buffering_size = 5
    prefix = "a/"
  }
}
resource "aws_mq_broker" "m" {
  broker_name = "mmm"
  engine_type = "RabbitMQ"
  engine_version = "3.13"
  host_instance_type = "mq.t3.micro"
  auto_minor_version_upgrade = true
  user {
    username = "uu"
    password = "secretsecret1"
  }
}
resource "aws_ses_domain_identity" "d" {
  domain = "a.example.com"
}
resource "aws_pipes_pipe" "p" {
  name = "p"
  role_arn = "arn:aws:iam::123456789012:role/r"
  source = "arn:aws:sqs:us-east-1:123456789012:q"
  target = "arn:aws:sqs:us-east-1:123456789012:r"
  description = "a"
}
resource "aws_cloudwatch_event_bus" "b" {
  name = "b"
}
