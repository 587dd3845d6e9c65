variable "a" {
  type = number
}
variable "new" {}
output "p" {
  value = 2
}
resource "terraform_data" "s" {
  input = 2
}
resource "terraform_data" "r" {
  count = 2
  depends_on = [terraform_data.r]
  provisioner "local-exec" {
    command = "x"
  }
}
locals {
  z = 1
}
module "n" {
  source = "./m"
}
moved {
  from = terraform_data.a
  to   = terraform_data.b
}
check "c" {
  assert {
    condition     = var.a == 1
    error_message = "x"
  }
}
data "terraform_remote_state" "d" {
  backend = "local"
}
provider "terraform" {
  alias = "x"
}
