terraform {
  required_providers {
    terraform = {
      source  = "terraform.io/builtin/terraform"
      version = "1.0"
    }
    bad = {
      source = "a/b/c/d"
    }
    worse = {
      version = "~> x"
    }
    old  = "~> 1.0"
    more = 5
    key = {
      sauce = "x/y"
    }
  }
  required_providers {
    again = {
      source = "hashicorp/again"
    }
  }
}
provider "terraform" "x" {
}
provider {
}
