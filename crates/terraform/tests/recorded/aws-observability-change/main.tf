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
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 3
  threshold           = 90
  treat_missing_data  = "breaching"
  metric_query {
    id          = "m1"
    return_data = true
    metric {
      metric_name = "CPUUtilization"
      namespace   = "AWS/EC2"
      period      = 60
      stat        = "Maximum"
    }
  }
}
resource "aws_sns_topic" "a" { name = "alarms-2" }
resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.a.arn
  protocol  = "email"
  endpoint  = "dev@example.com"
}
resource "aws_cloudwatch_dashboard" "d" {
  dashboard_name = "main"
  dashboard_body = jsonencode({ widgets = [{ type = "text", x = 0, y = 0, width = 6, height = 3, properties = { markdown = "ho" } }] })
}
resource "aws_cloudwatch_log_metric_filter" "err" {
  name           = "err"
  log_group_name = aws_cloudwatch_log_group.l.name
  pattern        = "FATAL"
  metric_transformation {
    name      = "Errors"
    namespace = "App"
    value     = "2"
    unit      = "Count"
  }
}
resource "aws_cloudwatch_log_group" "l" {
  name              = "app"
  retention_in_days = 5
  kms_key_id        = "arn:aws:kms:us-east-1:123456789012:key/k"
}
resource "aws_cloudtrail" "t" {
  name                  = "trail"
  s3_bucket_name        = "logs"
  is_multi_region_trail = true
  enable_log_file_validation = true
}
resource "aws_budgets_budget" "b" {
  name         = "monthly"
  budget_type  = "COST"
  limit_amount = "150.0"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}
resource "aws_ssm_parameter" "p" {
  name  = "/app/url"
  type  = "SecureString"
  value = "https://example.org"
}
resource "aws_ssm_document" "d" {
  name          = "doc"
  document_type = "Command"
  content       = jsonencode({ schemaVersion = "2.2", description = "e", mainSteps = [] })
}
resource "aws_config_config_rule" "r" {
  name = "s3"
  description = "versioned"
  source {
    owner             = "AWS"
    source_identifier = "S3_BUCKET_VERSIONING_ENABLED"
  }
  scope { compliance_resource_types = ["AWS::S3::Bucket"] }
}
