variable "v" {
  type    = string
  default = "base"
}
locals {
  a = 1
  b = 2
}
resource "terraform_data" "a" {
  input            = "base"
  triggers_replace = [1]
  lifecycle {
    create_before_destroy = true
  }
}
output "o" {
  value       = "base"
  description = "d"
}
module "m" {
  source = "./m1"
  x      = 1
}
