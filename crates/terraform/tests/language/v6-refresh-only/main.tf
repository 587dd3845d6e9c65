resource "terraform_data" "a" {
  input = 2
}
resource "terraform_data" "new" {
}
output "o" {
  value = "new ${terraform_data.a.output}"
}
