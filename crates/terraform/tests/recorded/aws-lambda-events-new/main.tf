provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_lambda_function" "f" {
  function_name = "resize"
  role          = aws_iam_role.f.arn
  runtime       = "python3.12"
  handler       = "app.handler"
  filename      = "f.zip"
  source_code_hash = filebase64sha256("f.zip")
  timeout       = 30
  memory_size   = 256
  environment { variables = { TABLE = aws_dynamodb_table.t.name, LEVEL = "info" } }
  tracing_config { mode = "Active" }
}
resource "aws_iam_role" "f" {
  name = "resize"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Action = "sts:AssumeRole", Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" } }] })
}
resource "aws_iam_role_policy" "f" {
  name = "resize"
  role = aws_iam_role.f.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["dynamodb:PutItem"], Resource = aws_dynamodb_table.t.arn }] })
}
resource "aws_dynamodb_table" "t" {
  name         = "images"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "pk"
  range_key    = "sk"
  attribute {
    name = "pk"
    type = "S"
  }
  attribute {
    name = "sk"
    type = "N"
  }
  ttl {
    attribute_name = "expires"
    enabled        = true
  }
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
}
resource "aws_lambda_event_source_mapping" "t" {
  event_source_arn  = aws_dynamodb_table.t.stream_arn
  function_name     = aws_lambda_function.f.arn
  starting_position = "LATEST"
  batch_size        = 10
}
resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "cron(0 3 * * ? *)"
}
resource "aws_cloudwatch_event_target" "nightly" {
  rule  = aws_cloudwatch_event_rule.nightly.name
  arn   = aws_lambda_function.f.arn
  input = jsonencode({ job = "clean" })
}
resource "aws_lambda_permission" "nightly" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.f.function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.nightly.arn
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.f.function_name
  function_version = "$LATEST"
}
resource "aws_lambda_function_url" "u" {
  function_name      = aws_lambda_function.f.function_name
  authorization_type = "NONE"
  cors { allow_origins = ["*"] }
}
resource "aws_cloudwatch_log_group" "f" {
  name = "/aws/lambda/${aws_lambda_function.f.function_name}"
  retention_in_days = 14
}
