variable "a" {
  type    = map(object({ on = bool, n = number, tags = list(string) }))
  default = { x = { on = "true", n = "5", tags = [1, true] }, y = { on = false, n = 1.50, tags = [] } }
}
variable "b" {
  type    = list(tuple([string, list(number)]))
  default = [["a", ["1", 2]], [true, []]]
}
variable "c" {
  type    = set(object({ k = string, v = optional(set(string), ["d"]) }))
  default = [{ k = 1 }, { k = "1" }, { k = "2", v = ["z", "a", "z"] }]
}
variable "d" {
  type    = object({ inner = optional(object({ deep = optional(object({ x = optional(number, 1) }), {}) }), {}) })
  default = {}
}
variable "e" {
  type    = map(list(map(string)))
  default = { a = [{ b = 1 }, {}] }
}
variable "f" {
  type    = object({ a = optional(map(object({ z = optional(string, "zz") })), { k = {} }), l = optional(list(any), [1, "a"]) })
  default = { a = null }
}
variable "g" {
  type    = list(object({ a = string }))
  default = [{ a = "x", b = "dropped" }]
}
output "all" {
  value = [var.a, var.b, var.c, var.d, var.e, var.f, var.g]
}
resource "terraform_data" "r" {
  input = { a = var.a, b = var.b, c = var.c, e = var.e }
}
