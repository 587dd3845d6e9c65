variable "a" {
}
variable "a" {
}
output "b" {
  value = 1
}
module "c" {
  source = "./c"
}
module "c" {
  source = "./c"
}
provider "terraform" {
}
provider "terraform" {
}
terraform {
  required_version = ">= 1"
}
check "d" {
  assert {
    condition     = var.a == 1
    error_message = "x"
  }
}
check "d" {
  assert {
    condition     = var.a == 1
    error_message = "x"
  }
}
