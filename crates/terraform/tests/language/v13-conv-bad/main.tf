variable "a" {
  type    = map(object({ on = bool }))
  default = { x = { on = "yes" } }
}
variable "b" {
  type    = list(tuple([string, number]))
  default = [["a", 1], ["b"]]
}
variable "c" {
  type    = set(list(number))
  default = [[1], ["x"]]
}
variable "d" {
  type    = object({ a = object({ b = object({ c = number }) }) })
  default = { a = { b = {} } }
}
variable "e" {
  type    = map(list(map(string)))
  default = { a = [{ b = [] }] }
}
variable "f" {
  type    = list(string)
  default = { a = 1 }
}
variable "g" {
  type    = map(string)
  default = ["a"]
}
variable "h" {
  type    = object({ a = string, b = string, c = string })
  default = {}
}
variable "i" {
  type    = tuple([])
  default = [1]
}
variable "j" {
  type    = bool
  default = 1
}
variable "k" {
  type    = string
  default = []
}
variable "l" {
  type    = number
  default = true
}
variable "m" {
  type    = set(string)
  default = "x"
}
variable "n" {
  type    = object({ a = optional(object({ b = number }), {}) })
  default = {}
}
variable "o" {
  type    = list(any)
  default = [1, [2]]
}
variable "p" {
  type    = map(any)
  default = { a = 1, b = { c = 2 } }
}
