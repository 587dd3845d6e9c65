resource "terraform_data" "a" {
  input = { a = [1, 2.5, "x", null, true] }
}
output "o" {
  value = terraform_data.a.output
}
