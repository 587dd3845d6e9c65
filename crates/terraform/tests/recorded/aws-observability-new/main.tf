provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "cpu"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 2
  metric_name         = "CPUUtilization"
  namespace           = "AWS/EC2"
  period              = 120
  statistic           = "Average"
  threshold           = 80
  alarm_actions       = [aws_sns_topic.a.arn]
  dimensions          = { InstanceId = "i-1" }
}
resource "aws_sns_topic" "a" { name = "alarms" }
resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.a.arn
  protocol  = "email"
  endpoint  = "ops@example.com"
}
resource "aws_cloudwatch_dashboard" "d" {
  dashboard_name = "main"
  dashboard_body = jsonencode({ widgets = [{ type = "text", x = 0, y = 0, width = 3, height = 3, properties = { markdown = "hi" } }] })
}
resource "aws_cloudwatch_log_metric_filter" "err" {
  name           = "err"
  log_group_name = aws_cloudwatch_log_group.l.name
  pattern        = "ERROR"
  metric_transformation {
    name      = "Errors"
    namespace = "App"
    value     = "1"
    default_value = "0"
  }
}
resource "aws_cloudwatch_log_group" "l" {
  name              = "app"
  retention_in_days = 3
}
resource "aws_cloudtrail" "t" {
  name           = "trail"
  s3_bucket_name = "logs"
  event_selector {
    read_write_type = "WriteOnly"
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::b/"]
    }
  }
}
resource "aws_budgets_budget" "b" {
  name         = "monthly"
  budget_type  = "COST"
  limit_amount = "100"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  notification {
    comparison_operator        = "GREATER_THAN"
    threshold                  = 80
    threshold_type             = "PERCENTAGE"
    notification_type          = "FORECASTED"
    subscriber_email_addresses = ["a@example.com"]
  }
}
resource "aws_ssm_parameter" "p" {
  name  = "/app/url"
  type  = "String"
  value = "https://example.com"
}
resource "aws_ssm_document" "d" {
  name          = "doc"
  document_type = "Command"
  content       = jsonencode({ schemaVersion = "2.2", description = "d", mainSteps = [] })
}
resource "aws_config_config_rule" "r" {
  name = "s3"
  source {
    owner             = "AWS"
    source_identifier = "S3_BUCKET_VERSIONING_ENABLED"
  }
}
