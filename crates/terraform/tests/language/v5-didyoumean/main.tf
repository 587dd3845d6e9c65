variable "instance_type" {
  default = "t3.micro"
}
variable "region" {
  default = "eu"
}
locals {
  common_tags = {}
}
resource "terraform_data" "server" {
  inputs = 1
}
data "terraform_remote_state" "net" {
  backend = "local"
  configs = {}
}
module "vpc" {
  source = "./vpc"
  cdir   = "10.0.0.0/8"
}
output "a" {
  value = var.instance_typ
}
output "b" {
  value = local.comon_tags
}
output "c" {
  value = terraform_data.sever.id
}
output "d" {
  value = data.terraform_remote_state.nett.outputs
}
output "e" {
  value = module.vcp.id
}
output "f" {
  value = uper("a")
}
output "g" {
  value = path.modul
}
output "h" {
  value = terraform.workspaces
}
output "i" {
  value = terraform_dat.server.id
}
output "j" {
  vale = 1
}
ouput "k" {
  value = 1
}
