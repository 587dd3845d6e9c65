variable "instance_count" {
  default = 1
}
locals {
  common_tags = { a = 1 }
}
resource "terraform_data" "web" {
  input = { name = "x" }
}
output "a" {
  value = var.instance_cuont
}
output "b" {
  value = local.comon_tags
}
output "c" {
  value = terraform_data.wep.id
}
output "d" {
  value = terraform_data.web.imput
}
output "e" {
  value = module.m.nmae
}
output "f" {
  value = module.n.name
}
output "g" {
  value = tostirng(1)
}
output "h" {
  value = local.common_tags.b
}
output "i" {
  value = terraform_data.web.input.nmae
}
output "j" {
  value = path.modul
}
output "k" {
  value = terraform.workspce
}
output "l" {
  value = data.terraform_remote_state.x.outputs
}
output "m" {
  value = terrform_data.web.id
}
module "m" {
  source = "./m"
}
