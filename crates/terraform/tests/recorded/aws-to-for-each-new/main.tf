provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_sqs_queue" "q" {
  count = 2
  name  = "q-${count.index}"
}
resource "aws_sqs_queue_policy" "p" {
  count     = 2
  queue_url = aws_sqs_queue.q[count.index].id
  policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "sqs:*", Resource = "*" }] })
}
resource "aws_iam_user" "u" { name = "u" }
module "m" {
  source = "./m"
  name   = "inner"
}
output "names" { value = aws_sqs_queue.q[*].name }
