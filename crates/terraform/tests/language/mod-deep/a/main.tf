variable "name" {
  type = string
}
module "b" {
  source   = "./b"
  for_each = toset([var.name, "fix"])
  key      = each.value
}
output "name" {
  value = var.name
}
output "deep" {
  value = { x = module.b[var.name].out, ys = { for k, v in module.b : k => v.id } }
}
