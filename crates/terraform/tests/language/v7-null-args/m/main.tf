variable "a" {
  default = "da"
}
variable "b" {
  default  = "db"
  nullable = false
}
variable "c" {
  type    = object({ x = optional(list(string), ["q"]) })
  default = {}
}
output "all" {
  value = [var.a, var.b, var.c]
}
