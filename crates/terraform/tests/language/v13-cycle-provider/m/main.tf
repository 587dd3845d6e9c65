resource "terraform_data" "r" {
  count = 2
}
output "o" {
  value = terraform_data.r[*].id
}
