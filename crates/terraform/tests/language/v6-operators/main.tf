locals {
  a = 1 + null
  b = null && true
  c = !null
  d = [] + {}
  e = "5" + 5
  f = true + 1
  g = 1 < "2"
  h = null > 1
  i = -[1]
  j = !5
  k = 1 == null
  l = {} == []
  m = "a" && true
  n = 1 % "x"
  o = 1 / "0"
}
