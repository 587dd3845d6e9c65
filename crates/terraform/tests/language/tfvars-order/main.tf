variable "a" {}
variable "b" {}
variable "c" {}
variable "d" {}
variable "e" {}
variable "f" {
  default = "def"
}
output "all" {
  value = [var.a, var.b, var.c, var.d, var.e, var.f]
}
