variable "t" {
  default = true
}
output "num_str" {
  value = var.t ? 1 : "x"
}
output "tuple" {
  value = var.t ? [1, "a"] : ["b", 2]
}
output "list_null" {
  value = var.t ? ["a"] : null
}
output "obj_null" {
  value = var.t ? null : { a = 1 }
}
output "maps" {
  value = var.t ? tomap({ a = 1 }) : { b = "x" }
}
output "empty" {
  value = var.t ? {} : { a = 1 }
}
output "emptyl" {
  value = var.t ? [] : [1, 2]
}
output "bool_str" {
  value = var.t ? true : "no"
}
output "nested" {
  value = var.t ? (var.t ? "a" : "b") : "c"
}
output "set" {
  value = var.t ? toset(["b", "a"]) : toset([])
}
output "objs" {
  value = var.t ? { a = 1, b = "x" } : { a = "2", b = "y" }
}
