variable "l" {
  type = list(string)
}
variable "s" {
  type = string
}
variable "n" {
  type = number
}
variable "b" {
  type = bool
}
variable "m" {
  type = map(string)
}
variable "o" {
  type = object({
    name = string
    size = optional(number, 5)
    tags = optional(map(string))
    sub = optional(object({
      x = optional(string, "dx")
      y = optional(list(number), [1, 2])
    }), {})
    list = optional(list(object({ p = optional(number, 1) })), [{}, { p = 3 }])
  })
}
variable "any" {
  type = any
}
variable "str_untyped" {
}
variable "t" {
  type    = tuple([string, number, bool])
  default = ["x", "5", null]
}
variable "set" {
  type    = set(any)
  default = ["b", 1, "b"]
}
variable "mo" {
  type    = map(object({ a = optional(string), b = optional(any) }))
  default = { k = { a = 1 }, j = { b = [1] } }
}
output "all" {
  value = [var.l, var.s, var.n, var.b, var.m, var.o, var.any, var.str_untyped, var.t, var.set]
}
output "mo" {
  value = var.mo
}
resource "terraform_data" "o" {
  input = var.o
}
