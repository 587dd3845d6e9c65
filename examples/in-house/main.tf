variable "canary" {
  description = "Share of calls that the new version gets, 0 to 1."
  type        = number
  default     = 0.1

  validation {
    condition     = var.canary >= 0 && var.canary <= 1
    error_message = "A share is a number from 0 to 1."
  }
}

resource "aws_lambda_function" "charge" {
  function_name = "charge"
  role          = "arn:aws:iam::123456789012:role/charge"
  runtime       = "python3.13"
  handler       = "charge.handler"
  s3_bucket     = "shop-releases"
  s3_key        = "charge/42.zip"
  publish       = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.charge.function_name
  function_version = "41"

  routing_config {
    additional_version_weights = {
      "42" = var.canary
    }
  }
}
