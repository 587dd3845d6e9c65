variable "a" {
  type = map(number)
}
variable "b" {
  type = list(object({ x = string, y = optional(bool, true) }))
}
variable "c" {}
variable "d" {
  type = string
}
output "o" {
  value = { a = var.a, b = var.b, c = var.c, d = var.d }
}
