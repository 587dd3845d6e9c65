variable "p" {
  default   = "x"
  sensitive = true
}
locals {
  m = { a = var.p, b = "c" }
}
output "direct" {
  value = var.p
}
output "nested" {
  value = local.m
}
output "derived" {
  value = upper(var.p)
}
output "fine" {
  value = local.m.b
}
output "len" {
  value = length(var.p) > 3 ? "long" : "short"
}
output "mod" {
  value = module.m.p
}
module "m" {
  source = "./m"
  p      = var.p
}
