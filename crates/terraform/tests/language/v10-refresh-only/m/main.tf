resource "terraform_data" "z" {
  count = 3
}
output "x" {
  value = length(terraform_data.z)
}
