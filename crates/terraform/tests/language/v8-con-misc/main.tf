variable "v" {
  default = { a = [1, 2], b = "x" }
}
variable "s" {
  default   = "pw"
  sensitive = true
}
locals {
  s = toset(["b", "a"])
}
resource "terraform_data" "r" {
  input = "i"
}
module "m" {
  source = "./m"
}
