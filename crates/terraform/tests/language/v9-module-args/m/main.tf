variable "x" {
  type = list(string)
}
variable "y" {
  type = object({ a = string })
}
variable "z" {
  type     = string
  nullable = false
}
variable "w" {
  type = map(string)
}
