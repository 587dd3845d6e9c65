locals {
  deep = { a = { b = [1, 2, { c = "x" }] } }
  e1   = local.deep.a.z
  e2   = local.deep.a.b[5]
  e3   = local.deep.a.b[2].d
  e4   = local.deep.a.b.foo
  e5   = local.deep["nope"]
  e6   = local.deep.a.b["x"]
  e7   = [for x in local.deep.a.b : x.c]
  e8   = local.deep.a.b[*].c
  e9   = "${local.deep.a.b[2]}"
  e10  = local.deep.a.b[2].c.d
  e11  = tolist([1]).foo
  e12  = tomap({ a = 1 }).b
  e13  = tomap({ a = 1 })["b"]
  e14  = toset(["a"])[0]
  e15  = one([])[0]
  e16  = element(tolist([]), 0)
}
output "all" {
  value = [local.e1, local.e2]
}
