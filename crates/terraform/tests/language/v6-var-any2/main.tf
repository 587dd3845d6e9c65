variable "a" {
  type = any
}
variable "b" {
  type = map(any)
}
variable "c" {
}
variable "d" {
  type = list(any)
  default = [1, "2"]
}
variable "e" {
  type    = set(object({ a = number }))
  default = [{ a = "1" }, { a = 1 }, { a = 2 }]
}
variable "f" {
  type    = tuple([string, number, bool])
  default = [1, "2", "true"]
}
output "o" {
  value = [var.a, var.b, var.c, var.d, var.e, var.f]
}
