variable "x" {
  type = string
}
locals {
  a = length(5)
  b = upper(var.x, var.x)
  c = element(tolist([]), 0)
  d = lookup({}, var.x)
  e = foo(var.x)
  f = tonumber("abc")
  g = cidrhost("bad", 1)
  h = regex("(", var.x)
  i = regex("a(", "x")
  j = file("nope")
  k = jsondecode("{")
  l = toset({})
  m = zipmap([var.x], [])
  n = sum([])
  o = slice([1], 2, 3)
  p = formatdate("bad", timestamp())
  q = merge("x")
  r = setproduct()
  s = [1, 2][5]
  t = { a = 1 }.b
  u = "${var.x.y}"
  v = var.x[0]
  w = 1 / 0
  x = "a" * 2
  y = templatefile("nope", {})
  z = coalesce()
}
