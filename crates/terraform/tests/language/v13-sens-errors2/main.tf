variable "s" {
  type      = map(string)
  default   = { a = "x" }
  sensitive = true
}
resource "terraform_data" "a" {
  count = length(var.s)
}
resource "terraform_data" "b" {
  for_each = toset(keys(var.s))
}
resource "terraform_data" "c" {
  for_each = { for k, v in var.s : k => v }
}
output "a" {
  value = [for k, v in var.s : k]
}
output "b" {
  value = var.s["nope"]
}
output "c" {
  value = var.s.nope
}
output "d" {
  value = tonumber(var.s.a)
}
output "e" {
  value = jsondecode(var.s.a)
}
output "f" {
  value = var.s.a ? 1 : 2
}
output "g" {
  value = "${var.s}"
}
output "h" {
  value = [1, 2][var.s.a]
}
output "i" {
  value = { (var.s.a) = 1 }
}
output "j" {
  value = regex("z", var.s.a)
}
output "k" {
  value = file(var.s.a)
}
output "l" {
  value = length(var.s) > 0 ? sensitive(1) : 2
}
