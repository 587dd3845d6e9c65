variable "l" {
  type = list(string)
}
variable "m" {
  type = map(string)
}
variable "o" {
  type = any
}
