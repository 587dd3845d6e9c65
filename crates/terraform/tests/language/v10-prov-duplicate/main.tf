terraform {
  required_providers {
    tf = {
      source = "terraform.io/builtin/terraform"
    }
  }
}
resource "terraform_data" "x" {
  provider = tf
}
module "m" {
  source = "./m"
  providers = {
    tf2 = tf
  }
}
