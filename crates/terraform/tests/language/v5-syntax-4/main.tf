locals {
  a = if true then 1
  b = 1 and 2
  c = not true
  d = a || b && c
  e = 3 === 4
  f = x++
  g = 0x1F
  h = 1_000
  i = .5
  j = 5.
  k = 1e
  l = "a" "b"
  m = a[]
  n = a.[0]
  o = a[*].b[*]
  p = a.*.b.*.c
  q = foo::bar(1)
  r = foo::(1)
  s = f(x...)
  t = f(x..., y)
  u = -
  v = ()
  w = (1,2)
}
