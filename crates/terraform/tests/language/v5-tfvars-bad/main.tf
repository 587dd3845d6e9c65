variable "a" {
  type = number
}
variable "b" {
  type = list(object({ n = number }))
}
variable "c" {
}
