variable "num" {
  type = number
}
variable "list" {
  type = list(string)
}
variable "obj" {
  type = object({ a = string, b = optional(number) })
}
