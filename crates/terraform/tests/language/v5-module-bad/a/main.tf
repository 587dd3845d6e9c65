variable "req" {
  type = map(string)
}
variable "typed" {
  type    = number
  default = 1
}
