variable "a" {
  type = list(
}
variable "b" { type = string, default = "x" }
variable "c" { type = string
}
variable "d" {
  default = "x" }
variable "e" { default = 1 }
output "f" { value = 1 } output "g" { value = 2 }
/* unterminated
