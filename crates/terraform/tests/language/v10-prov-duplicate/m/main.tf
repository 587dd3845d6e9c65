terraform {
  required_providers {
    tf2 = {
      source = "terraform.io/builtin/terraform"
    }
  }
}
resource "terraform_data" "y" {}
resource "terraform_data" "x" {
  provider = tf2
}
