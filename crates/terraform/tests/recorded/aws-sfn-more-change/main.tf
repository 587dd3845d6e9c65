provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_sfn_state_machine" "m" {
  name     = "m"
  role_arn = aws_iam_role.r.arn
  type     = "EXPRESS"
  definition = jsonencode({
    StartAt = "A"
    States  = { A = { Type = "Pass", Next = "B" }, B = { Type = "Succeed" } }
  })
  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "arn:aws:logs:us-east-1:123456789012:log-group:x:*"
  }
}
resource "aws_sfn_activity" "a" {
  name = "a"
  tags = { A = "1" }
}
resource "aws_iam_role" "r" {
  name_prefix        = "sfn-"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Action = ["sts:AssumeRole"], Effect = "Allow", Principal = { Service = ["states.amazonaws.com"] } }] })
  inline_policy {
    name   = "p"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Action = ["lambda:InvokeFunction"], Effect = "Allow", Resource = ["*"] }] })
  }
  description = "steps"
}
resource "aws_iam_role_policy" "x" {
  role   = aws_iam_role.r.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}
resource "aws_scheduler_schedule" "s" {
  name                = "s"
  schedule_expression = "rate(2 hours)"
  flexible_time_window {
    mode                      = "FLEXIBLE"
    maximum_window_in_minutes = 15
  }
  target {
    arn      = aws_sfn_state_machine.m.arn
    role_arn = aws_iam_role.r.arn
    retry_policy { maximum_retry_attempts = 3 }
  }
}
