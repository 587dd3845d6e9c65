variable "b" {
  default = true
}
locals {
  a = var.b ? [1] : { a = 1 }
  b = var.b ? "x" : ["x"]
  c = var.b ? { a = 1 } : { a = [1] }
  d = "x" ? 1 : 2
  e = null ? 1 : 2
  f = [] ? 1 : 2
  g = var.b ? [1, 2] : [1, "x", {}]
  h = var.b ? tolist(["a"]) : toset(["a"])
  i = 1 ? "y" : "n"
}
