variable "a" {
  type = "string"
  default = "x"
}
output "b" {
  value = "${var.a}"
}
