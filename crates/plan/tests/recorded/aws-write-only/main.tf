provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}

resource "aws_ssm_parameter" "new" {
  name = "new"
  type = "SecureString"
  value_wo = "x"
  value_wo_version = 1
}
resource "aws_ssm_parameter" "upd" {
  name = "upd"
  type = "SecureString"
  value_wo = "x"
  value_wo_version = 2
}
resource "aws_ssm_parameter" "repl" {
  name = "other"
  type = "SecureString"
  value_wo = "x"
  value_wo_version = 1
}
resource "aws_secretsmanager_secret_version" "v" {
  secret_id = "s"
  secret_string_wo = "x"
  secret_string_wo_version = 2
}
