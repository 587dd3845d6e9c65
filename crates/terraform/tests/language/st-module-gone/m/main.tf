variable "n" {
}
resource "terraform_data" "x" {
  count = var.n
  input = "v"
}
output "o" {
  value = terraform_data.x[*].input
}
