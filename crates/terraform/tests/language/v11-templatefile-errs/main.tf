output "a" {
  value = templatefile("a.tftpl", { x = 1 })
}
output "b" {
  value = templatefile("b.tftpl", { x = [] })
}
output "c" {
  value = templatefile("c.tftpl", {})
}
output "d" {
  value = templatefile("d.tftpl", {})
}
output "e" {
  value = templatefile("a.tftpl", { x = 1, y = 2, "bad key" = 3 })
}
output "f" {
  value = templatefile("${path.module}/missing.tftpl", {})
}
output "g" {
  value = templatestring("${"x"}", {})
}
output "h" {
  value = templatestring(local.t, { a = 1 })
}
output "i" {
  value = templatefile("e.tftpl", { x = null })
}
locals {
  t = "$${a} $${b}"
}
