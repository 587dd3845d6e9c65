terraform {
  required_providers {
    tf = {
      source = "terraform.io/builtin/terraform"
    }
  }
}
provider "tf" {
}
provider "terraform" {
  alias = "x"
  foo   = 1
}
resource "terraform_data" "a" {
  provider = tf
}
resource "terraform_data" "b" {
  provider = terraform.x
}
resource "terraform_data" "c" {
  provider = terraform.missing
}
resource "terraform_data" "d" {
  provider = "terraform"
}
resource "terraform_data" "e" {
  provider = terraform.x.y
}
