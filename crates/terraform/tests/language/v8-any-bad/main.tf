variable "a" {
  type    = list(any)
  default = [{ a = 1 }, "x"]
}
variable "b" {
  type    = map(any)
  default = { x = [1], y = { a = 1 } }
}
variable "c" {
  type    = set(any)
  default = { a = 1 }
}
variable "d" {
  type    = object({ a = any, b = list(string) })
  default = { a = 1 }
}
variable "e" {
  type    = tuple([number, any])
  default = [1]
}
variable "f" {
  type    = map(object({ n = optional(number, "x") }))
  default = {}
}
variable "g" {
  type    = object({ a = optional(list(object({ b = number })), [{ c = 1 }]) })
  default = {}
}
variable "h" {
  type    = list(object({ x = string, y = optional(number) }))
  default = [{ x = "a" }, { y = 1 }, { x = [] }]
}
