provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "terraform_data" "u" { input = "x" }

resource "aws_sqs_queue" "removed" { name = "removed" }
resource "aws_sqs_queue" "added" {
  name = "added"
  kms_master_key_id = "k"
}
resource "aws_sqs_queue" "emptied" {
  name = "emptied"
  kms_master_key_id = ""
}
resource "aws_iam_policy" "p" {
  name = "p"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "*" }] })
}
resource "aws_iam_policy" "unk" {
  name = "unk"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = terraform_data.u.output }] })
}
resource "aws_ssm_parameter" "t" {
  name = "t"
  type = "String"
  value = "l1\nl2"
  description = ""
}
resource "aws_cloudwatch_log_group" "g" {
  name = "g"
  tags = { A = "" , B = null}
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role = "arn:aws:iam::123456789012:role/r"
  filename = "x.zip"
  handler = "h"
  runtime = "nodejs20.x"
  environment { variables = { A = "2", B = "l1\nl2", C = jsonencode({a = 1}) } }
}
