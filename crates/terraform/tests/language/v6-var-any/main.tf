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
output "o" {
  value = [var.a, var.b, var.c, var.d]
}
