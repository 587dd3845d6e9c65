output "a" {
  value = templatefile("a.tftpl", {})
}
output "b" {
  value = templatefile("b.tftpl", { x = 1 })
}
output "c" {
  value = templatefile("c.tftpl", { list = [1] })
}
output "d" {
  value = templatefile("a.tftpl", [1])
}
output "e" {
  value = templatefile("a.tftpl", { "bad name" = 1, x = 1 })
}
output "f" {
  value = templatestring("x", {})
}
