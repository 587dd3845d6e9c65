resource "terraform_data" "a" {
  count = var.undefined
  input = file("nope.txt")
}
module "x" {
  source = "./x"
  a      = 1
  b      = 2
}
output "z" {
  value = module.x.nothing
}
variable "u" {
  type = map(strin)
}
