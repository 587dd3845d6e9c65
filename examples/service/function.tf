data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "charge" {
  name               = "orders-charge"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

resource "aws_lambda_function" "charge" {
  function_name = "orders-charge"
  role          = aws_iam_role.charge.arn
  runtime       = "python3.13"
  handler       = "charge.lambda_handler"
  s3_bucket     = "shop-releases"
  s3_key        = "charge/42.zip"
}
