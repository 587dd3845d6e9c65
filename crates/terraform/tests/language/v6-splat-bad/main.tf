variable "many" {
  default = [{ a = 1 }, { b = 4 }]
}
locals {
  a = var.many[*].a
  b = tomap({ x = 1 })[*].y
  c = var.many.*.a.*.b
  d = [1, 2][*].a
}
