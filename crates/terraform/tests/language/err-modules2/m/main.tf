variable "name" {
  type     = string
  nullable = false
}
variable "list" {
  type    = list(string)
  default = []
}
variable "obj" {
  type    = object({ a = string, b = number })
  default = null
}
