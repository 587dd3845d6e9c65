variable "a" {}
variable "b" {}
variable "c" {}
variable "d" { default = "def" }
variable "e" { default = "def" }
output "o" {
  value = [var.a, var.b, var.c, var.d, var.e]
}
