locals {
  a = 1 ++ 2
  b = a ? b
  c = !
  d = 1 = 2
  e = foo(1,,2)
  f = foo(1 2)
  g = [for x in]
  h = {for k, v in x : k}
  i = x.
  j = x[
}
