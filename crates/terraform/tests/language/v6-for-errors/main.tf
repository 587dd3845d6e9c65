variable "l" {
  default = ["a", "b", "a"]
}
locals {
  a = { for x in var.l : x => x }
  b = { for x in var.l : null => x }
  c = { for x in var.l : [x] => x }
  d = [for x in var.l : x if "maybe"]
  e = [for x in 5 : x]
  f = [for k, v in "str" : v]
  g = [for x in null : x]
  h = { for x in var.l : x => y }
  i = [for x in var.l : x.foo]
  j = { for i, x in var.l : i => x if null }
}
