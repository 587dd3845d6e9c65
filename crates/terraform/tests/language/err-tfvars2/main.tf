variable "a" {
  type = number
}
variable "b" {
  type = object({ x = string })
}
variable "c" {
}
