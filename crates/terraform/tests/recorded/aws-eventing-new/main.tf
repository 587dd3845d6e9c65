provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_sqs_queue" "dlq" {
  name = "orders-dlq"
  message_retention_seconds = 1209600
}
resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = 60
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dlq.arn
    maxReceiveCount     = 4
  })
}
resource "aws_sqs_queue" "fifo" {
  name                        = "orders.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
}
resource "aws_sns_topic" "orders" {
  name = "orders"
  kms_master_key_id = "alias/aws/sns"
}
resource "aws_sns_topic_subscription" "q" {
  topic_arn            = aws_sns_topic.orders.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.orders.arn
  raw_message_delivery = true
  filter_policy        = jsonencode({ kind = ["new"] })
}
data "aws_iam_policy_document" "q" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.orders.arn]
    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.orders.arn]
    }
  }
}
resource "aws_sqs_queue_policy" "q" {
  queue_url = aws_sqs_queue.orders.id
  policy    = data.aws_iam_policy_document.q.json
}
resource "aws_scheduler_schedule" "s" {
  name                = "s"
  schedule_expression = "rate(5 minutes)"
  flexible_time_window { mode = "OFF" }
  target {
    arn      = aws_sqs_queue.orders.arn
    role_arn = "arn:aws:iam::123456789012:role/s"
    input    = jsonencode({ a = 1 })
  }
}
resource "aws_kinesis_stream" "k" {
  name             = "k"
  shard_count      = 1
  retention_period = 48
}
resource "aws_pipes_pipe" "p" {
  name     = "p"
  role_arn = "arn:aws:iam::123456789012:role/p"
  source   = aws_sqs_queue.orders.arn
  target   = aws_kinesis_stream.k.arn
  target_parameters {
    kinesis_stream_parameters { partition_key = "id" }
  }
}
