variable "instance_count" {
  default = 1
}
variable "region" {
  defualt = "x"
  tpye    = string
}
locals {
  common_tags = {}
}
resource "terraform_data" "web" {
  imput = 1
  lifecyle {
  }
}
resource "terraform_dat" "x" {}
resorce "terraform_data" "y" {}
data "terraform_remote_stat" "z" {}
output "a" {
  vlaue = var.instance_cuont
}
output "b" {
  value = local.comon_tags
}
output "c" {
  value = terraform_data.wep.id
}
module "m" {
  sorce = "./m"
}
provisioner "x" {}
moved {
  form = terraform_data.a
  to   = terraform_data.b
}
