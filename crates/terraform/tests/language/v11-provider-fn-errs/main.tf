terraform {
  required_providers {
    terraform = {
      source = "terraform.io/builtin/terraform"
    }
  }
}
output "a" {
  value = provider::terraform::encode_tfvars("x")
}
output "b" {
  value = provider::terraform::encode_tfvars({ "a b" = 1 })
}
output "c" {
  value = provider::terraform::decode_tfvars("a = ")
}
output "d" {
  value = provider::terraform::decode_tfvars("a = var.x")
}
output "e" {
  value = provider::terraform::decode_tfvars("b {}")
}
output "f" {
  value = provider::terraform::encode_expr()
}
output "g" {
  value = provider::terraform::nope(1)
}
output "h" {
  value = provider::other::x(1)
}
output "i" {
  value = provider::terraform::decode_tfvars(null)
}
output "j" {
  value = terraform::encode_expr(1)
}
output "k" {
  value = core::upper("x")
}
