provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
locals { queues = { orders = 20, bills = 5 } }
resource "aws_cloudwatch_metric_alarm" "depth" {
  for_each            = local.queues
  alarm_name          = "${each.key}-depth"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 2
  metric_name         = "ApproximateNumberOfMessagesVisible"
  namespace           = "AWS/SQS"
  period              = 60
  statistic           = "Maximum"
  threshold           = each.value
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.ops.arn]
  dimensions          = { QueueName = each.key }
}
resource "aws_cloudwatch_composite_alarm" "any" {
  alarm_name    = "any"
  alarm_rule    = join(" OR ", [for k in sort(keys(local.queues)) : "ALARM(${k}-depth)"])
  alarm_actions = []
  actions_enabled = false
}
resource "aws_sns_topic" "ops" {
  name         = "ops"
  display_name = "Ops"
}
resource "aws_cloudwatch_log_group" "app" {
  name              = "/app"
  retention_in_days = 30
}
resource "aws_cloudwatch_log_metric_filter" "errors" {
  name           = "errors"
  pattern        = "?ERROR ?FATAL"
  log_group_name = aws_cloudwatch_log_group.app.name
  metric_transformation {
    name          = "Errors"
    namespace     = "App"
    value         = "1"
    default_value = "0"
  }
}
resource "aws_cloudwatch_log_subscription_filter" "ship" {
  name            = "shipping"
  log_group_name  = aws_cloudwatch_log_group.app.name
  filter_pattern  = "ERROR"
  destination_arn = "arn:aws:lambda:us-east-1:123456789012:function:ship"
}
resource "aws_cloudwatch_dashboard" "d" {
  dashboard_name = "d"
  dashboard_body = jsonencode({ widgets = [{ type = "text", x = 0, y = 0, width = 6, height = 3, properties = { markdown = "hello" } }] })
}
