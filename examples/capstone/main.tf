provider "aws" {
  region = "eu-central-1"
}

variable "limit" {
  type    = number
  default = 1000
}

resource "aws_iam_role" "machine" {
  name = "orders"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "states.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_lambda_function" "charge" {
  function_name = "charge"
  role          = aws_iam_role.machine.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/charge:1"
}

resource "aws_lambda_function" "ask" {
  function_name = "ask"
  role          = aws_iam_role.machine.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/ask:1"
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.machine.arn

  definition = jsonencode({
    StartAt = "Check"
    States = {
      Check = {
        Type    = "Choice"
        Choices = [{ Variable = "$.amount", NumericGreaterThan = var.limit, Next = "Ask" }]
        Default = "Charge"
      }
      Ask = {
        Type       = "Task"
        Resource   = aws_lambda_function.ask.arn
        ResultPath = "$.answer"
        Next       = "Answered"
      }
      Answered = {
        Type    = "Choice"
        Choices = [{ Variable = "$.answer", StringEquals = "yes", Next = "Charge" }]
        Default = "Refused"
      }
      Charge = {
        Type     = "Task"
        Resource = aws_lambda_function.charge.arn
        Retry    = [{ ErrorEquals = ["Lambda.ServiceException"], MaxAttempts = 2 }]
        End      = true
      }
      Refused = { Type = "Fail", Error = "Refused", Cause = "Nobody said yes." }
    }
  })
}
