variable "on" {
  type    = bool
  default = false
}
resource "terraform_data" "str" {
  count = "2"
  input = "n${count.index}"
}
resource "terraform_data" "off" {
  count = var.on ? 1 : 0
}
resource "terraform_data" "one" {
  count = length({ a = 1 })
  input = one(terraform_data.off[*].id)
}
output "off" {
  value = terraform_data.off
}
output "first" {
  value = try(terraform_data.off[0].id, "none")
}
output "one" {
  value = one(terraform_data.off[*].output)
}
output "strs" {
  value = terraform_data.str.*.input
}
