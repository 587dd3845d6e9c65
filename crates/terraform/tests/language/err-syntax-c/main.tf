locals {
  a = <<EOT
hello ${local.b
EOT
  b = "${upper("x"}"
  c = "%{ if true }x"
  d = %{ if }
  e = 1 +
  f = (1
  g = [for x in y]
  h = { for x in y : x }
  i = a.b.*.c.d[*
}
