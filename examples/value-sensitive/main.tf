variable "password" {
  type      = string
  sensitive = true
  default   = "hunter2"
}

resource "terraform_data" "login" {
  input = { user = "app", password = var.password }
}

output "password" {
  value     = var.password
  sensitive = true
}
