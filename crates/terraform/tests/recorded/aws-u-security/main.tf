provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_kms_key" "k" {
  description = "b"
  deletion_window_in_days = 10
  enable_key_rotation = true
}
resource "aws_kms_alias" "ka" {
  name = "alias/b"
  target_key_id = aws_kms_key.k.key_id
}
resource "aws_secretsmanager_secret" "s" {
  name = "s"
  recovery_window_in_days = 0
}
resource "aws_secretsmanager_secret_version" "sv" {
  secret_id = aws_secretsmanager_secret.s.id
  secret_string = jsonencode({ a = "2" })
}
resource "aws_ssm_parameter" "p" {
  name = "/p"
  type = "SecureString"
  value = "2"
}
resource "aws_ssm_document" "d" {
  name = "ddd"
  document_type = "Command"
  content = jsonencode({ schemaVersion = "2.2", description = "b", mainSteps = [{ action = "aws:runShellScript", name = "x", inputs = { runCommand = ["ls"] } }] })
}
resource "aws_ssm_maintenance_window" "mw" {
  name = "mwmw"
  schedule = "cron(0 16 ? * WED *)"
  duration = 3
  cutoff = 1
}
resource "aws_cloudtrail" "t" {
  name = "ttt"
  s3_bucket_name = "b"
  include_global_service_events = false
  event_selector {
    read_write_type = "WriteOnly"
    include_management_events = true
  }
}
resource "aws_guardduty_detector" "g" {
  enable = false
}
resource "aws_config_config_rule" "cr" {
  name = "cr"
  source {
    owner = "AWS"
    source_identifier = "ROOT_ACCOUNT_MFA_ENABLED"
  }
}
resource "aws_cognito_user_pool" "cu" {
  name = "cu"
  password_policy {
    minimum_length = 12
    require_numbers = true
  }
  auto_verified_attributes = ["email"]
}
resource "aws_cognito_user_pool_client" "cc" {
  name = "cc"
  user_pool_id = aws_cognito_user_pool.cu.id
  explicit_auth_flows = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH"]
}
resource "aws_backup_vault" "bv" {
  name = "bv2"
}
resource "aws_backup_plan" "bp" {
  name = "bp"
  rule {
    rule_name = "r"
    target_vault_name = aws_backup_vault.bv.name
    schedule = "cron(0 13 * * ? *)"
    lifecycle { delete_after = 28 }
  }
}
resource "aws_efs_file_system" "e" {
  creation_token = "e"
  encrypted = true
  lifecycle_policy { transition_to_ia = "AFTER_60_DAYS" }
}
resource "aws_efs_mount_target" "em" {
  file_system_id = aws_efs_file_system.e.id
  subnet_id = "subnet-2"
}
resource "aws_budgets_budget" "bu" {
  name = "bu"
  budget_type = "COST"
  limit_amount = "200"
  limit_unit = "USD"
  time_unit = "MONTHLY"
}
