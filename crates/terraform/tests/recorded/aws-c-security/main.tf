provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_kms_key" "k" {
  description = "a"
  deletion_window_in_days = 7
  enable_key_rotation = true
}
resource "aws_kms_alias" "ka" {
  name = "alias/a"
  target_key_id = aws_kms_key.k.key_id
}
resource "aws_secretsmanager_secret" "s" {
  name = "s"
  recovery_window_in_days = 7
}
resource "aws_secretsmanager_secret_version" "sv" {
  secret_id = aws_secretsmanager_secret.s.id
  secret_string = jsonencode({ a = "1" })
}
resource "aws_ssm_parameter" "p" {
  name = "/p"
  type = "String"
  value = "1"
}
resource "aws_ssm_document" "d" {
  name = "ddd"
  document_type = "Command"
  content = jsonencode({ schemaVersion = "2.2", description = "a", mainSteps = [{ action = "aws:runShellScript", name = "x", inputs = { runCommand = ["ls"] } }] })
}
resource "aws_ssm_maintenance_window" "mw" {
  name = "mwmw"
  schedule = "cron(0 16 ? * TUE *)"
  duration = 3
  cutoff = 1
}
resource "aws_cloudtrail" "t" {
  name = "ttt"
  s3_bucket_name = "b"
  include_global_service_events = true
  event_selector {
    read_write_type = "All"
    include_management_events = true
  }
}
resource "aws_guardduty_detector" "g" {
  enable = true
}
resource "aws_config_config_rule" "cr" {
  name = "cr"
  source {
    owner = "AWS"
    source_identifier = "S3_BUCKET_VERSIONING_ENABLED"
  }
}
resource "aws_cognito_user_pool" "cu" {
  name = "cu"
  password_policy {
    minimum_length = 8
    require_numbers = true
  }
  auto_verified_attributes = ["email"]
}
resource "aws_cognito_user_pool_client" "cc" {
  name = "cc"
  user_pool_id = aws_cognito_user_pool.cu.id
  explicit_auth_flows = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
}
resource "aws_backup_vault" "bv" {
  name = "bv"
}
resource "aws_backup_plan" "bp" {
  name = "bp"
  rule {
    rule_name = "r"
    target_vault_name = aws_backup_vault.bv.name
    schedule = "cron(0 12 * * ? *)"
    lifecycle { delete_after = 14 }
  }
}
resource "aws_efs_file_system" "e" {
  creation_token = "e"
  encrypted = false
  lifecycle_policy { transition_to_ia = "AFTER_30_DAYS" }
}
resource "aws_efs_mount_target" "em" {
  file_system_id = aws_efs_file_system.e.id
  subnet_id = "subnet-1"
}
resource "aws_budgets_budget" "bu" {
  name = "bu"
  budget_type = "COST"
  limit_amount = "100"
  limit_unit = "USD"
  time_unit = "MONTHLY"
}
