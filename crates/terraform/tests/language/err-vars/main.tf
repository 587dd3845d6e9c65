variable "n" {
  type = number
}
variable "l" {
  type = list(string)
}
variable "o" {
  type = object({ a = string, b = number })
}
variable "m" {
  type = map(string)
}
variable "b" {
  type = bool
}
variable "q" {
  type = list(string)
}
