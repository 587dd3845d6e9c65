variable "name" {
  type = string
}
variable "val" {
  type = string
}
variable "conf" {
  type = object({ id = any, list = list(string), opt = optional(map(string), {}) })
}
module "l2" {
  source = "../l2"
  count  = 2
  tag    = "${var.name}-${count.index}-${var.val}"
  conf   = var.conf
}
output "name" {
  value = upper(var.name)
}
output "val" {
  value = var.val
}
output "nested" {
  value = module.l2[*].out
}
