variable "a" {
  type = strng
}
variable "b" {
  type = list
}
variable "c" {
  type = map()
}
variable "d" {
  type = object({ a })
}
variable "e" {
  type = object({ a = optional() })
}
variable "f" {
  type = optional(string)
}
variable "g" {
  type = tuple(string)
}
variable "h" {
  type = list(string, number)
}
variable "i" {
  type = "list(string)"
}
variable "j" {
  type = "string"
}
variable "k" {
  type = set(any, any)
}
variable "l" {
  type = object([string])
}
variable "m" {
  type = object({ "a b" = string, (c) = number, a = string, a = number })
}
variable "n" {
  type = list(optional(string))
}
variable "o" {
  type    = number
  default = "x"
}
variable "p" {
  type     = string
  default  = null
  nullable = false
}
variable "q" {
  default = var.a
}
variable "r" {
  type    = object({ a = optional(string, 5), b = optional(number, "x"), c = optional(list(string), [1, [2]]) })
  default = {}
}
variable "s" {
  description = 5
  type        = any()
}
variable "t" {
  type = string
  default = file("x")
}
variable "u" {
  foo = 1
  validation {
    condition     = local.x == 1
    error_message = var.nope
  }
}
variable "providers" {}
variable "lifecycle" {}
variable "v-1" {}
variable "w.x" {}
variable "y" {
  type = null
}
variable "z" {
  type = list(var.x)
}
