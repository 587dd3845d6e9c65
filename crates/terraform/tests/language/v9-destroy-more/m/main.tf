resource "terraform_data" "i" {}
output "id" {
  value = terraform_data.i.id
}
