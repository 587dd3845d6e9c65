locals {
  a = file("missing.txt")
  b = file("sub")
  c = filebase64("nope")
  d = filesha256("nope")
  e = templatefile("nope.tpl", {})
  f = fileset("nope", "*")
  g = file("bin.dat")
  h = fileset(".", "[")
  i = file(5)
  j = fileexists("sub")
}
