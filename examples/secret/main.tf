variable "password" {
  type      = string
  sensitive = true
  default   = "hunter2"
}

locals {
  connection = "postgres://app:${var.password}@db.example.com/app"
}

resource "aws_ssm_parameter" "connection" {
  name  = "/app/connection"
  type  = "SecureString"
  value = local.connection
}

output "length" {
  value = nonsensitive(length(var.password))
}
