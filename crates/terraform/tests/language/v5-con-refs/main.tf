variable "a" {
  default = { x = [1, 2], y = "s" }
}
variable "secret" {
  default   = "x"
  sensitive = true
}
variable "typed" {
  type    = list(object({ n = optional(number, 3) }))
  default = [{}, { n = 1 }]
}
locals {
  l = [for i in range(3) : { i = i }]
}
resource "terraform_data" "r" {
  count = 2
  input = "i${count.index}"
}
resource "terraform_data" "e" {
  for_each = toset(["k"])
}
output "o" {
  value = 1
}
module "m" {
  source = "./m"
}
