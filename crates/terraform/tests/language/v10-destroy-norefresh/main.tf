resource "terraform_data" "a" {
  count = 1
  input = "new"
}
output "in" {
  value = terraform_data.a[0].input
}
output "fresh" {
  value = "x"
}
