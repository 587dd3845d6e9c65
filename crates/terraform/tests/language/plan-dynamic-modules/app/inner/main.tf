variable "value" {
  type = number
}
output "doubled" {
  value = var.value * 2
}
resource "terraform_data" "inner" {
  input = var.value
}
