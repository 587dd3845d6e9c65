variable "x" {
  default = true
}
locals {
  a = var.x ? { a = 1 } : [1]
  b = var.x ? { a = { b = 1 } } : { a = { c = "x" } }
  c = var.x ? [1, "a"] : [true]
  d = var.x ? "a" : { b = 1 }
  e = var.x ? tolist(["a"]) : tomap({ a = 1 })
  f = var.x ? { a = 1, b = [1] } : { a = "x", b = { c = 1 } }
  g = "maybe" ? 1 : 2
  h = [1] ? 1 : 2
  i = null ? 1 : 2
  j = var.x ? toset(["a"]) : ["b"]
  k = var.x ? [[1]] : [{}]
  l = var.x ? { a = 1, b = "x" } : {}
  m = var.x ? [] : [1, [2]]
}
