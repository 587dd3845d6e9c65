variable "n" {
  nullable = false
}
variable "d" {
  default  = "dd"
  nullable = false
}
variable "v" {
  default = 5
  validation {
    condition     = var.v < 10
    error_message = "Got ${var.v}."
  }
}
output "d" {
  value = var.d
}
