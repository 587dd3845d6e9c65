locals {
  a = 0x10
  b = 1.
  c = .5
  d = 1e
  e = 1_000
  f = 'x'
  g = `y`
  h = a & b
  i = a | b
  j = a == = b
  k = @
  l = #
  m = a <> b
  n = a ~ b
  o = x?.y
  p = a => b
}
