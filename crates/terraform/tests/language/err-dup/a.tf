resource "terraform_data" "x" {
}
variable "v" {
}
output "o" {
  value = 1
}
locals {
  l = 1
}
module "m" {
  source = "./m"
}
data "terraform_remote_state" "d" {
  backend = "local"
}
check "c" {
  assert {
    condition     = local.l == 1
    error_message = "x"
  }
}
