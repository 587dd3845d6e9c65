variable "e" {
  type      = string
  ephemeral = true
  default   = null
}
variable "es" {
  type      = string
  ephemeral = true
  sensitive = true
  default   = "x"
}
output "a" {
  value     = var.e
  ephemeral = true
}
locals {
  z = [var.e, "k"]
}
resource "terraform_data" "b" {
  input = length(local.z)
  lifecycle {
    precondition {
      condition     = var.e == null
      error_message = "e is ${var.e}"
    }
  }
  provisioner "local-exec" {
    command = "echo ${var.es}"
  }
}
check "c" {
  assert {
    condition     = local.z[0] == null
    error_message = "x"
  }
}
ephemeral "terraform_data" "x" {
}
