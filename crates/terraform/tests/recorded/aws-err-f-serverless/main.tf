variable "retries" {
  default = 5
}

resource "aws_lambda_function" "f" {
  function_name = "my function"
  role          = "lambda-role"
  runtime       = "python4.0"
  handler       = "index.handler"
  memory_size   = 64
  timeout       = 1000
  architectures = ["x86"]
  environment {
    variable = {
      A = "b"
    }
  }
}

resource "aws_lambda_event_source_mapping" "m" {
  function_name = "f"
  batch_size    = 0
  starting_position = "EARLIEST"
  maximum_retry_attempts = 20000
}

resource "aws_lambda_permission" "p" {
  action        = "InvokeFunction"
  function_name = "f"
  principal     = "s3.amazonaws.com"
  statement_id  = "allow s3"
}

resource "aws_lambda_function_url" "u" {
  function_name      = "f"
  authorization_type = "IAM"
  cors {
    max_age = 100000
  }
}

resource "aws_cloudwatch_log_group" "l" {
  name              = "my log group"
  retention_in_days = 31
}

resource "aws_cloudwatch_event_rule" "r" {
  name                = "my rule"
  schedule_expression = "every day"
  event_pattern       = "{"
  state               = "ON"
}

resource "aws_cloudwatch_metric_alarm" "a" {
  alarm_name          = "a"
  comparison_operator = "GreaterThan"
  evaluation_periods  = 0
  statistic           = "Avg"
  period              = 45
  treat_missing_data  = "ok"
  alarm_actions       = ["topic"]
}

resource "aws_api_gateway_rest_api" "api" {
  name = "api"
  endpoint_configuration {
    types = ["GLOBAL"]
  }
}

resource "aws_api_gateway_method" "m" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = "r"
  http_method   = "FETCH"
  authorization = "JWT"
}

resource "aws_api_gateway_integration" "i" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = "r"
  http_method = "GET"
  type        = "LAMBDA"
  timeout_milliseconds = 10
}

resource "aws_apigatewayv2_api" "h" {
  name          = "h"
  protocol_type = "REST"
}

resource "aws_sfn_state_machine" "s" {
  name       = "my machine"
  role_arn   = "r"
  type       = "FAST"
  definition = "{}"
}

resource "aws_iam_role" "r" {
  name                 = "my role!"
  assume_role_policy   = "not json"
  max_session_duration = var.retries
  path                 = "service"
}

resource "aws_iam_policy" "p" {
  name   = "p"
  policy = jsonencode(["a"])
}

resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.r.name
  policy_arn = "AdministratorAccess"
}

resource "aws_scheduler_schedule" "s" {
  schedule_expression = "rate(1 hours)"
  state               = "ON"
  flexible_time_window {
    mode = "NONE"
  }
  target {
    arn      = "a"
    role_arn = "b"
  }
}
