variable "region" {
  default = "x"
}
locals {
  name_prefix = "p"
  a           = local.name_prefx
}
resource "terraform_data" "main" {
  input = var.regoin
}
resource "terraform_data" "counted" {
  count = 2
}
output "o1" {
  value = terraform_data.mian.id
}
output "o2" {
  value = terraform_data.main.ids
}
output "o3" {
  value = terraform_data.counted.id
}
output "o4" {
  value = module.nope.x
}
output "o5" {
  value = data.aws_ami.x.id
}
output "o6" {
  value = module.m.foo
}
output "o7" {
  value = module.m.bar.baz
}
output "o8" {
  value = each.key
}
output "o9" {
  value = self.id
}
output "o10" {
  value = path.modul
}
output "o11" {
  value = terraform.worspace
}
output "o12" {
  value = foo
}
output "o13" {
  value = aws_instance.x
}
output "o14" {
  value = terraform_data.main["x"].id
}
output "o15" {
  value = module.m
}
output "o16" {
  value = local
}
output "o17" {
  value = terraform_data
}
output "o18" {
  value = ephemeral.random.x
}
module "m" {
  source = "./m"
  extra  = 1
}
