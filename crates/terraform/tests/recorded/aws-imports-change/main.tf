provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_sns_topic" "topic" { name = "t" }
moved {
  from = aws_sns_topic.t
  to   = aws_sns_topic.topic
}
resource "aws_sqs_queue" "q" {
  for_each = toset(["q0", "q1"])
  name     = each.key
}
moved {
  from = aws_sqs_queue.q[0]
  to   = aws_sqs_queue.q["q0"]
}
moved {
  from = aws_sqs_queue.q[1]
  to   = aws_sqs_queue.q["q1"]
}
module "params" {
  source = "./p"
  values = { a = "1", c = "3" }
}
moved {
  from = aws_ssm_parameter.p
  to   = module.params.aws_ssm_parameter.p
}
removed {
  from = aws_kms_alias.a
  lifecycle { destroy = false }
}
resource "aws_kms_key" "k" {
  description             = "k"
  enable_key_rotation     = true
  deletion_window_in_days = 7
}
