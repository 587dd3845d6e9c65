provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"
  handler       = "index.handler"
  runtime       = "nodejs18.x"
  filename      = "f.zip"
  source_code_hash = "a"
  memory_size   = 128
  timeout       = 3
  environment {
    variables = { A = "1", B = "x" }
  }
  vpc_config {
    subnet_ids = ["subnet-1"]
    security_group_ids = ["sg-1"]
  }
}
resource "aws_lambda_function" "img" {
  function_name = "img"
  role          = "arn:aws:iam::123456789012:role/r"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/x:1"
  architectures = ["arm64"]
  publish = false
  tracing_config { mode = "Active" }
  dead_letter_config { target_arn = "arn:aws:sqs:us-east-1:123456789012:q" }
  reserved_concurrent_executions = 1
}
resource "aws_lambda_permission" "p" {
  statement_id  = "AllowX"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.f.function_name
  principal     = "s3.amazonaws.com"
  source_arn = "arn:aws:s3:::b"
}
resource "aws_lambda_alias" "a" {
  name = "live"
  function_name = aws_lambda_function.f.arn
  function_version = "1"
}
resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = "arn:aws:sqs:us-east-1:123456789012:q"
  function_name = aws_lambda_function.f.arn
  batch_size = 10
}
resource "aws_lambda_layer_version" "l" {
  layer_name = "l"
  filename = "l.zip"
  compatible_runtimes = ["nodejs18.x"]
}
resource "aws_lambda_function_url" "u" {
  function_name = aws_lambda_function.f.function_name
  authorization_type = "NONE"
  cors {
    allow_origins = ["*"]
    max_age = 10
  }
}
resource "aws_cloudwatch_log_group" "g" {
  name = "/aws/lambda/${aws_lambda_function.f.function_name}"
  retention_in_days = 7
}
resource "aws_cloudwatch_event_rule" "r" {
  name = "r"
  schedule_expression = "rate(5 minutes)"
}
resource "aws_cloudwatch_event_target" "t" {
  rule = aws_cloudwatch_event_rule.r.name
  arn = aws_lambda_function.f.arn
  input = jsonencode({ a = 1 })
}
resource "aws_cloudwatch_metric_alarm" "al" {
  alarm_name = "al"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods = 2
  metric_name = "Errors"
  namespace = "AWS/Lambda"
  period = 120
  statistic = "Sum"
  threshold = 1
  dimensions = { FunctionName = aws_lambda_function.f.function_name }
  alarm_actions = ["arn:aws:sns:us-east-1:123456789012:t"]
}
resource "aws_cloudwatch_dashboard" "d" {
  dashboard_name = "d"
  dashboard_body = jsonencode({ widgets = [{ type = "text", x = 0 }] })
}
resource "aws_cloudwatch_log_metric_filter" "mf" {
  name = "mf"
  pattern = "ERROR"
  log_group_name = aws_cloudwatch_log_group.g.name
  metric_transformation {
    name = "E"
    namespace = "N"
    value = "1"
  }
}
resource "aws_scheduler_schedule" "s" {
  name = "s"
  flexible_time_window { mode = "OFF" }
  schedule_expression = "rate(1 hours)"
  target {
    arn = "arn:aws:sqs:us-east-1:123456789012:q"
    role_arn = "arn:aws:iam::123456789012:role/r"
  }
}
