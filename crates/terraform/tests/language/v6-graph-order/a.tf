locals {
  nums = { for k in local.keys : k => length(k) }
  keys = sort(keys(var.m))
}
variable "m" {
  type    = map(any)
  default = { alpha = 1, be = 2 }
}
