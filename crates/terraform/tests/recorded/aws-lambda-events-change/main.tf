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
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "f.zip"
  source_code_hash = "changed"
  timeout       = 60
  memory_size   = 512
  publish       = true
  environment { variables = { TABLE = aws_dynamodb_table.t.name, LEVEL = "debug", EXTRA = "1" } }
}
resource "aws_iam_role" "f" {
  name = "resize"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Action = "sts:AssumeRole", Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" } }] })
  max_session_duration = 7200
}
resource "aws_iam_role_policy" "f" {
  name = "resize"
  role = aws_iam_role.f.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["dynamodb:PutItem", "dynamodb:GetItem"], Resource = aws_dynamodb_table.t.arn }] })
}
resource "aws_dynamodb_table" "t" {
  name         = "images"
  billing_mode = "PROVISIONED"
  read_capacity = 5
  write_capacity = 5
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
  attribute {
    name = "owner"
    type = "S"
  }
  global_secondary_index {
    name            = "owner"
    hash_key        = "owner"
    projection_type = "ALL"
    read_capacity   = 5
    write_capacity  = 5
  }
  ttl {
    attribute_name = "expires"
    enabled        = true
  }
  point_in_time_recovery { enabled = true }
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
}
resource "aws_lambda_event_source_mapping" "t" {
  event_source_arn  = aws_dynamodb_table.t.stream_arn
  function_name     = aws_lambda_function.f.arn
  starting_position = "LATEST"
  batch_size        = 100
  filter_criteria {
    filter { pattern = jsonencode({ eventName = ["INSERT"] }) }
  }
}
resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(1 day)"
  state               = "DISABLED"
}
resource "aws_cloudwatch_event_target" "nightly" {
  rule  = aws_cloudwatch_event_rule.nightly.name
  arn   = aws_lambda_function.f.arn
  input = jsonencode({ job = "clean", all = true })
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.f.function_name
  function_version = aws_lambda_function.f.version
}
resource "aws_lambda_function_url" "u" {
  function_name      = aws_lambda_function.f.function_name
  authorization_type = "AWS_IAM"
}
resource "aws_cloudwatch_log_group" "f" {
  name = "/aws/lambda/${aws_lambda_function.f.function_name}"
  retention_in_days = 30
}
