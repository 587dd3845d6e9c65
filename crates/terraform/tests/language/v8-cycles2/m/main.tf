variable "in" {}
output "out" {
  value = var.in
}
resource "terraform_data" "r" {}
