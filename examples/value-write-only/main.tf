variable "password" {
  type      = string
  ephemeral = true
  default   = "hunter2"
}

resource "aws_secretsmanager_secret_version" "app" {
  secret_id                = "app"
  secret_string_wo         = var.password
  secret_string_wo_version = 1
}
