locals {
  a = 0x1F
  b = 1_000
  c = 1.
  d = .5
  e = 1e
  f = 08
  g = 1.2.3
}
