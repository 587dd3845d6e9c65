locals {
  a = [for x in 5 : x]
  b = { for x in ["a", "a"] : x => 1 }
  c = { for x in [{}] : x => 1 }
  d = { for x in ["a"] : null => 1 }
  e = [for x in ["a"] : x if "no"]
  f = [for x in ["a"] : x if null]
  g = { for x in ["a"] : x => y }
  h = [for x in null : x]
  i = { for k, v in { a = 1 } : k => v... }
  j = [for x in [1, "a"] : x + 1]
  k = { for s in terraform_data.u.output : s => 1 }
  l = [for s in terraform_data.u.id : s]
  m = { for x in [1, 2] : sensitive(x) => 1 }
}
resource "terraform_data" "u" {
}
output "all" {
  value = [local.a, local.b, local.c, local.d, local.e, local.f, local.g, local.h, local.i, local.j, local.k, local.l, local.m]
}
