locals {
  a = "${1 +}"
  b = "%{ if }x%{ endif }"
  c = "%{ for }x%{ endfor }"
  d = "%{ else }"
  e = "%{ foo }"
  f = "%{ if true }a%{ endfor }"
  g = "%{ endif }"
  h = "bad \q escape \u12 \UFFFFFFFF"
  i = "${}"
  j = "${a b}"
}
