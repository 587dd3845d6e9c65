variable "name" {
  type = string
}
resource "terraform_data" "dep" {
  input = var.name
}
resource "terraform_data" "x" {
  input = terraform_data.dep.id
}
resource "terraform_data" "y" {
}
output "id" {
  value = terraform_data.x.id
}
