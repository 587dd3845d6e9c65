variable "a" {
  default = "x"
}
locals {
  un = 1
}
output "c" {
  value = "${"x"}-${var.a}"
}
resource "terraform_data" "r" {
  input = 1
  lifecycle {
    ignore_changes = [output, id]
  }
  provisioner "local-exec" {
    command = "${var.a}"
  }
}
check "w1" {
  assert {
    condition     = var.a == "y"
    error_message = "w1 ${var.a}"
  }
  assert {
    condition     = var.a == "z"
    error_message = "w1b: a long message that goes on and on and on so that it must be wrapped at some point, since the terminal has only so many columns."
  }
}
check "w2" {
  assert {
    condition     = terraform_data.r.output == 1
    error_message = "later"
  }
}
