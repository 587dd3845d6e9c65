resource {
}
resource "terraform_data" {
}
resource "a" "b" "c" {
}
data "x" {
}
output {
}
output "a" "b" {
}
locals "x" {
}
module {
}
module "a" "b" {
}
provider {
}
check {
}
moved "x" {
}
terraform "x" {
}
variable "é" {
  default = 1
}
resource "terraform_data" "9a" {
}
resource "terraform-data" "a.b" {
}
output "a b" {
  value = 1
}
module "1" {
  source = "./m"
}
locals {
  "q" = 1
}
resource terraform_data unquoted {
}
resource "terraform_data" "${var.x}" {
}
variable "for" {
  default = 1
}
