terraform {
  required_providers {
    terraform = {
      source = "terraform.io/builtin/terraform"
    }
  }
}
resource "terraform_data" "y" {
  input = "z"
}
output "o" {
  value = terraform_data.y.input
}
