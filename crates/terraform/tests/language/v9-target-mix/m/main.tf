variable "n" {}
resource "terraform_data" "x" {
  count = var.n
}
output "ids" {
  value = terraform_data.x[*].id
}
