locals {
  a = "${if true}"
  b = "%{if true}x"
  c = "%{for x in [1]}x"
  d = "%{endif}"
  e = "${1 2}"
  f = "%{unknown}"
}
locals {
  g = "%{if}x%{endif}"
  h = "%{for in [1]}%{endfor}"
  i = "${}"
  j = "${foo"
}
