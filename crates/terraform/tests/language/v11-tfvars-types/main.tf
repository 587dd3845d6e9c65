variable "l" {
  type = list(string)
}
variable "m" {
  type = object({ b = string })
}
variable "n" {
  type = number
}
variable "o" {
  type     = string
  nullable = false
}
variable "p" {
  type = list(number)
}
variable "q" {
  type = bool
}
