terraform {
  required_version = "1.x"
  experiments      = [foo]
  backend "local" {
    path = "x"
  }
  backend "s3" {
  }
  cloud {
  }
}
variable "a" "b" {
}
locals "x" {
}
output {
}
module "m" {
}
module "n" {
  source  = "./n"
  version = "1.0"
}
module "o" {
  source = var.src
}
data "x" {
}
provider "aws" {
  count   = 2
  version = "~> 1"
}
import "x" {
}
