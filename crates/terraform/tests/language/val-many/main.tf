variable "a" {
  type = string
}
resource "terraform_data" "a" {
  input = var.b
  count = var.a
  bogus = local.zz
}
output "x" {
  value = terraform_data.a.foo
}
output "y" {
  value = upper(1, 2)
}
output "z" {
  value = [for x in 5 : x]
}
module "m" {
  source = "./m"
  n      = "abc"
}
check "c" {
  assert {
    condition     = terraform_data.nope.id == 1
    error_message = "x"
  }
}
