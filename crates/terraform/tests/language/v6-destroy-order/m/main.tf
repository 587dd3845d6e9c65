resource "terraform_data" "x" {
  input = "multi\nline\n"
}
output "id" {
  value = terraform_data.x.id
}
