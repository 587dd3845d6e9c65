terraform {
  required_version = ">= 1.0, < 2"
  backend "local" {
    path = "x"
    foo  = 1
  }
  experiments = [nope]
  bogus       = 1
  cloud {}
}
terraform {
  backend "s3" {}
}
provider "terraform" {
  x = 1
}
provider "terraform" {}
locals {
  a = 1
}
locals {
  a = 2
}
output "a" {
  value = 1
}
output "a" {
  value = 2
}
variable "b" {}
variable "b" {}
module "c" {
  source = "./m"
}
module "c" {
  source = "./m"
}
resource "terraform_data" "d" {}
resource "terraform_data" "d" {}
data "terraform_remote_state" "e" {
  backend = "local"
}
data "terraform_remote_state" "e" {
  backend = "local"
}
variable "source" {}
variable "count" {}
output "bad name" {
  value = 1
}
