variable "n" {
  type = number
}
variable "o" {
  type = object({ a = string, b = number })
}
variable "b" {
  type = bool
}
variable "req" {
}
variable "v" {
  default = "abc"
  validation {
    condition     = length(var.v) > 5
    error_message = "Too short: ${var.v}"
  }
  validation {
    condition     = startswith(var.v, "x")
    error_message = "Must start with x."
  }
}
