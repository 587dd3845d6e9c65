variable "a" {
  type    = string
  default = "da"
}
variable "b" {
  type     = string
  default  = "db"
  nullable = false
}
variable "c" {
  type     = object({ x = optional(string, "dx") })
  default  = { x = "def" }
  nullable = false
}
variable "d" {
  type    = list(string)
  default = null
}
output "o" {
  value = { a = var.a, b = var.b, c = var.c, d = var.d }
}
