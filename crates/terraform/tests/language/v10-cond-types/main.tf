resource "terraform_data" "u" {}
output "a" {
  value = true ? [1] : { a = 1 }
}
output "b" {
  value = true ? "a" : [1]
}
output "c" {
  value = true ? { a = 1 } : { a = [1] }
}
output "d" {
  value = terraform_data.u.id == "x" ? tolist(["a"]) : tomap({ a = 1 })
}
output "e" {
  value = null ? 1 : 2
}
output "f" {
  value = [] ? 1 : 2
}
output "g" {
  value = "yes" ? 1 : 2
}
output "h" {
  value = true ? tolist([1]) : toset(["a"])
}
output "i" {
  value = true ? [{ a = 1, b = 2 }] : [{ a = 1 }]
}
output "j" {
  value = true ? tomap({ a = 1 }) : { b = [1] }
}
output "k" {
  value = true ? [1, 2] : [[1], 2]
}
output "l" {
  value = true ? { a = { b = 1 } } : { a = { b = [] } }
}
