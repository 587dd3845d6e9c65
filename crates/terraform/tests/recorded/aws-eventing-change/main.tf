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
}
resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = 90
  delay_seconds              = 5
  redrive_policy = jsonencode({
    maxReceiveCount     = 8
    deadLetterTargetArn = aws_sqs_queue.dlq.arn
  })
  tags = { Queue = "orders" }
}
resource "aws_sqs_queue" "fifo" {
  name                        = "orders.fifo"
  fifo_queue                  = true
  deduplication_scope         = "messageGroup"
  fifo_throughput_limit       = "perMessageGroupId"
}
resource "aws_sns_topic" "orders" {
  name = "orders"
  display_name = "Orders"
}
resource "aws_sns_topic_subscription" "q" {
  topic_arn            = aws_sns_topic.orders.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.orders.arn
  filter_policy        = jsonencode({ kind = ["new", "old"] })
  filter_policy_scope  = "MessageBody"
}
data "aws_iam_policy_document" "q" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.orders.arn]
    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com", "events.amazonaws.com"]
    }
  }
}
resource "aws_sqs_queue_policy" "q" {
  queue_url = aws_sqs_queue.orders.id
  policy    = data.aws_iam_policy_document.q.json
}
resource "aws_scheduler_schedule" "s" {
  name                = "s"
  schedule_expression = "cron(0 9 * * ? *)"
  schedule_expression_timezone = "Europe/Zurich"
  flexible_time_window {
    mode = "FLEXIBLE"
    maximum_window_in_minutes = 15
  }
  target {
    arn      = aws_sqs_queue.orders.arn
    role_arn = "arn:aws:iam::123456789012:role/s"
    input    = jsonencode({ a = 2 })
    retry_policy { maximum_retry_attempts = 3 }
  }
}
resource "aws_kinesis_stream" "k" {
  name             = "k"
  stream_mode_details { stream_mode = "ON_DEMAND" }
}
resource "aws_pipes_pipe" "p" {
  name     = "p"
  description = "pipe"
  role_arn = "arn:aws:iam::123456789012:role/p"
  source   = aws_sqs_queue.orders.arn
  target   = aws_kinesis_stream.k.arn
  source_parameters {
    sqs_queue_parameters { batch_size = 5 }
  }
  target_parameters {
    kinesis_stream_parameters { partition_key = "key" }
  }
}
