variable "a" {
  type = number
}
variable "b" {}
variable "l" {
  type = list(string)
}
variable "s" {
  type = string
}
output "o" {
  value = [var.a, var.b, var.l, var.s]
}
