variable "v" {
}
resource "terraform_data" "x" {
  input = var.v
}
resource "terraform_data" "y" {
  input = "y"
}
output "y" {
  value = terraform_data.y.id
}
