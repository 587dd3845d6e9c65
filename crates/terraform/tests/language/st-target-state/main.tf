resource "terraform_data" "a" {
  input = "2"
}
resource "terraform_data" "b" {
  input = terraform_data.a.output
}
resource "terraform_data" "c" {
  input = "2"
}
output "o" {
  value = "2"
}
output "ob" {
  value = terraform_data.b.output
}
