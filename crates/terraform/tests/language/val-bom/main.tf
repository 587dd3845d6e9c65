locals {
  a = 1 2
}
variable "x" {
  type = nope
}
