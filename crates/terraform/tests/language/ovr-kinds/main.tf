variable "v" {
  type    = string
  default = "base"
}
locals {
  a = 1
  b = 2
}
resource "terraform_data" "x" {
  input            = "base"
  triggers_replace = "t"
  lifecycle {
    create_before_destroy = true
    ignore_changes        = [input]
  }
}
output "o" {
  value     = local.a + local.b
  sensitive = true
}
module "m" {
  source = "./m"
  a      = 1
  b      = 2
}
