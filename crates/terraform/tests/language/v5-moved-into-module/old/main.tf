resource "terraform_data" "inner" {
  input = "i"
}
output "i" {
  value = terraform_data.inner.output
}
