provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_iam_role" "r" {
  name = "sfn"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Action = "sts:AssumeRole", Effect = "Allow", Principal = { Service = "states.amazonaws.com" } }] })
}
resource "aws_sfn_state_machine" "m" {
  name = "m"
  role_arn = "arn:aws:iam::123456789012:role/sfn"
  type = "EXPRESS"
  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Pass", Result = "2", End = true } } })
}
resource "aws_sfn_state_machine" "n" {
  name = "n"
  role_arn = aws_iam_role.r.arn
  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Task", Resource = aws_sfn_activity.a.id, End = true } } })
  logging_configuration {
    level = "ALL"
    log_destination = "arn:aws:logs:us-east-1:123456789012:log-group:x:*"
  }
}
resource "aws_sfn_activity" "a" { name = "a2" }
resource "aws_cloudwatch_event_rule" "r" {
  name = "r"
  event_pattern = jsonencode({ source = ["aws.s3"] })
}
resource "aws_cloudwatch_event_target" "t" {
  rule = aws_cloudwatch_event_rule.r.name
  arn = aws_sfn_state_machine.m.arn
  role_arn = aws_iam_role.r.arn
  input_transformer {
    input_paths = { a = "$.b" }
    input_template = "{\"x\": <a>}"
  }
}
