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
  type    = tuple([string, number, optional(bool)])
  default = ["x", "5", null]
}
output "all" {
  value = [var.l, var.s, var.n, var.b, var.m, var.o, var.any, var.str_untyped]
}
