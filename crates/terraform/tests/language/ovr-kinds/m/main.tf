variable "a" {
}
variable "b" {
}
output "s" {
  value = var.a + var.b
}
resource "terraform_data" "in" {
  input = var.a + var.b
}
