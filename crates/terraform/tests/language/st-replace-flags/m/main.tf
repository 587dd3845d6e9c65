resource "terraform_data" "x" {
  input = "q"
}
output "id" {
  value = terraform_data.x.id
}
