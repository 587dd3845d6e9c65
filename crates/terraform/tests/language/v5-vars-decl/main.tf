variable "a" {
  type    = list(string)
  default = "x"
}
variable "b" {
  type    = map(number)
  default = { a = "one" }
}
variable "c" {
  type    = object({ a = string })
  default = { b = 1 }
}
variable "d" {
  type = object({ a = optional(string, 5), b = optional(number, "x") })
}
variable "e" {
  type = list
}
variable "f" {
  type = tuple(string)
}
variable "g" {
  type = "string"
}
variable "h" {
  type = optional(string)
}
variable "i" {
  default = var.a
}
variable "j" {
  nullable = false
  default  = null
}
variable "k" {
  sensitive = "yes"
}
variable "source" {
}
variable "1x" {
}
variable "l" {
  type = map(string, number)
}
variable "m" {
  type = foo
}
variable "n" {
  type = object({ a = string, a = number })
}
