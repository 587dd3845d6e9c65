provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_sqs_queue" "q" {
  for_each = toset(["0", "2"])
  name     = "q-${each.key}"
}
moved {
  from = aws_sqs_queue.q[0]
  to   = aws_sqs_queue.q["0"]
}
resource "aws_sqs_queue_policy" "p" {
  for_each  = aws_sqs_queue.q
  queue_url = each.value.id
  policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = ["sqs:*"], Resource = "*" }] })
}
moved {
  from = aws_sqs_queue_policy.p[0]
  to   = aws_sqs_queue_policy.p["0"]
}
resource "aws_iam_user" "u" {
  count = 1
  name  = "u"
}
module "n" {
  source = "./m"
  name   = "inner"
}
moved {
  from = module.m
  to   = module.n
}
output "names" { value = [for q in aws_sqs_queue.q : q.name] }
