variable "obj" {
  type    = object({ name = string, tags = map(string), list = list(number) })
  default = { name = "n", tags = { a = "b" }, list = [1, 2] }
}
locals {
  sets = toset(["x", "y"])
  nul  = null
}
