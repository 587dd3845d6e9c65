variable "a" {
  type    = list(any)
  default = [{ a = 1 }, { a = "x" }]
}
variable "b" {
  type    = map(any)
  default = { x = [1], y = ["a", true] }
}
variable "c" {
  type    = set(any)
  default = [1, "1", true]
}
variable "d" {
  type    = object({ a = any, b = list(any) })
  default = { a = null, b = [] }
}
variable "e" {
  type = list(any)
}
variable "f" {
  type = map(any)
}
variable "g" {
  type    = any
  default = 1
}
variable "h" {
  type = any
}
variable "i" {
  type = list(list(any))
}
variable "j" {
  default = null
}
variable "k" {
  type    = map(list(any))
  default = { a = [], b = [1, "x"] }
}
output "all" {
  value = [var.a, var.b, var.c, var.d, var.e, var.f, var.g, var.h, var.i, var.j, var.k]
}
output "eq" {
  value = [var.a == [{ a = "1" }, { a = "x" }], var.b["x"][0] == "1"]
}
resource "terraform_data" "t" {
  input = { a = var.a, d = var.d, g = var.g, k = var.k }
}
