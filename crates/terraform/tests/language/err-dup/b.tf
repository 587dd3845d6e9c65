resource "terraform_data" "x" {
}
variable "v" {
}
output "o" {
  value = 2
}
locals {
  l = 2
  l = 3
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
resource "terraform_data" "y" {
  input = 1
  input = 2
}
