locals {
  a = [1, 2] + 1
  b = "x" * 2
  c = !"text"
  d = -"abc"
  e = 1 / 0
  f = true && 1
  g = "a" > "b"
  h = { a = 1 }.b
  i = [1][3]
  j = "abc".x
  k = 5.x
  l = null.x
  m = [for x in 5 : x]
  n = { for x in ["a", "a"] : x => 1 }
  o = { (null) = 1 }
  p = "${[1]}"
  q = "${{}}x"
  r = [1, 2]["a"]
  s = {}[0]
  t = max()
  u = length(5)
  v = join(",", "a")
  w = 5 == "5" ? 1 : "x"
  x = { a = 1, a = 2 }
  y = 10 % 0
  z = [[1], [2]][*][0]
}
output "all" {
  value = [local.a, local.b, local.c, local.d, local.e, local.f, local.g, local.h, local.i, local.j, local.k, local.l, local.m, local.n, local.o, local.p, local.q, local.r, local.s, local.t, local.u, local.v, local.w, local.x, local.y, local.z]
}
