output "a" {
  value = templatefile("a.tpl", { name = "x", list = ["p"] })
}
output "b" {
  value = templatefile("b.tpl", { name = "x" })
}
output "c" {
  value = templatefile("c.tpl", {})
}
output "d" {
  value = templatefile("a.tpl", { name = "x" })
}
output "e" {
  value = templatefile("a.tpl", ["x"])
}
output "f" {
  value = templatefile("a.tpl", { "bad-name!" = 1 })
}
output "g" {
  value = templatefile("e.tpl", {})
}
output "h" {
  value = templatestring(terraform_data.x.input, { a = 1 })
}
output "i" {
  value = templatestring("x${1}", {})
}
resource "terraform_data" "x" {
  input = "${"$"}{b}"
}
