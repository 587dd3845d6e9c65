variable "a" {
}
variable "b" {
  type = number
}
variable "c" {
  type = list(string)
}
variable "d" {
  type = map(any)
}
variable "e" {
  type = object({ x = optional(string, "dx"), y = optional(number) })
}
variable "f" {
  type = any
}
variable "g" {
  type = set(string)
}
variable "h" {
  type    = bool
  default = true
}
output "all" {
  value = [var.a, var.b, var.c, var.d, var.e, var.f, var.g, var.h]
}
