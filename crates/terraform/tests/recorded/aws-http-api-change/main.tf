provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_apigatewayv2_api" "http" {
  name          = "http-2"
  protocol_type = "HTTP"
  cors_configuration {
    allow_origins = ["https://example.com", "https://example.org"]
    allow_methods = ["GET"]
  }
  tags = { A = "1" }
}
resource "aws_apigatewayv2_integration" "l" {
  api_id                 = aws_apigatewayv2_api.http.id
  integration_type       = "AWS_PROXY"
  integration_uri        = "arn:aws:lambda:us-east-1:123456789012:function:g"
  payload_format_version = "2.0"
  timeout_milliseconds   = 10000
}
resource "aws_apigatewayv2_route" "r" {
  api_id             = aws_apigatewayv2_api.http.id
  route_key          = "POST /orders"
  target             = "integrations/${aws_apigatewayv2_integration.l.id}"
  authorization_type = "AWS_IAM"
}
resource "aws_apigatewayv2_stage" "s" {
  api_id      = aws_apigatewayv2_api.http.id
  name        = "live"
  auto_deploy = true
}
resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/apigw/http"
  retention_in_days = 30
}
resource "aws_lambda_permission" "api" {
  statement_id  = "AllowApi"
  action        = "lambda:InvokeFunction"
  function_name = "g"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.http.execution_arn}/*/*"
}
