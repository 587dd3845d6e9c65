variable "n" {
  nullable = false
}
variable "d" {
  default  = "dd"
  nullable = false
}
variable "e" {
  default = "ee"
}
variable "o" {
  type = object({
    a = optional(string, "da")
    b = optional(set(string), ["z", "y", "z"])
    c = optional(object({ d = optional(number, 3) }))
  })
}
output "d" {
  value = var.d
}
output "e" {
  value = var.e
}
output "o" {
  value = var.o
}
