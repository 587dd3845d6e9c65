provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_sns_topic" "t" { name = "t" }
resource "aws_sqs_queue" "q" {
  count = 2
  name  = "q${count.index}"
}
resource "aws_ssm_parameter" "p" {
  for_each = { a = "1", b = "2" }
  name     = "/x/${each.key}"
  type     = "String"
  value    = each.value
}
resource "aws_kms_key" "k" {
  description = "k"
}
resource "aws_kms_alias" "a" {
  name          = "alias/k"
  target_key_id = aws_kms_key.k.key_id
}
