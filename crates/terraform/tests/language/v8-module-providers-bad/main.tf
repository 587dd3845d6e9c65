terraform {
  required_providers {
    terraform = {
      source = "terraform.io/builtin/terraform"
      configuration_aliases = [terraform.x]
    }
  }
}
provider "terraform" {
  alias = "y"
}
module "m" {
  source = "./m"
  providers = {
    terraform.a = terraform.nope
    terraform.b = terraform.y
    other       = terraform
  }
}
