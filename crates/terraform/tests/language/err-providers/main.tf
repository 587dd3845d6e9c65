terraform {
  required_version = ">= 1.0"
  required_providers {
    aws = "~> 5.0"
    foo = {
      source  = "foo"
      version = "bad"
    }
    bar = {
      source = "a/b/c/d"
    }
    baz = {
      sauce = "x"
    }
  }
  required_providers {
  }
}
provider "aws" {
  alias = "w"
}
provider "aws" {
  alias = "w"
}
provider "aws" {
  alias = var.x
}
provider "Bad Name" {
}
provider "terraform" {
  foo = 1
}
