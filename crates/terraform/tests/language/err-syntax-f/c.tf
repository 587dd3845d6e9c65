locals {
  a = 'single'
  b = `tick`
  c = $x
  d = @x
  e = \x
  f = a & b
  g = a | b
  h = a ^ b
  i = ~a
}
