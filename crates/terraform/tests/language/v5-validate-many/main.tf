resource "terraform_data" "a" {
  input = var.x.y.z
  foo   = "bar"
}
resource "terraform_data" "a" {
}
resource "aws_instanc" "x" {
  ami = 1
}
resource "Terraform_data" "y" {
}
resource "terraform_data" "b" "c" {
}
resource "terraform_data" {
}
resource terraform_data d {
  input = 1
}
data "terraform_data" "e" {
}
resource "terraform_remote_state" "f" {
  backend = "local"
}
output "g" {
  value      = 1
  depends_on = ["terraform_data.a"]
}
output "g" {
  value = 2
}
locals {
  l = 1
}
locals {
  l = 2
}
