variable "key" {
}
resource "terraform_data" "r" {
  count = length(var.key) > 2 ? 2 : 1
  input = "${var.key}-${count.index}"
}
output "out" {
  value = terraform_data.r[0].input
}
output "id" {
  value = terraform_data.r[*].id
}
