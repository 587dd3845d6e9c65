resource "terraform_data" "a" {
  input = "changed"
}
resource "terraform_data" "new" {
}
output "o" {
  value = "new"
}
output "p" {
  value = 1
}
