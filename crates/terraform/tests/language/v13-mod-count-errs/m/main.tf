output "out" {
  value = "o"
}
resource "terraform_data" "inner" {}
