variable "list" {
  type = list(string)
}
resource "terraform_data" "x" {
}
output "list" {
  value = var.list
}
