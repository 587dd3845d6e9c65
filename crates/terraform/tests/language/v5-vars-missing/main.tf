variable "first" {
}
variable "second" {
  type        = number
  description = "how many"
}
variable "third" {
  type    = string
  default = null
}
variable "fourth" {
  type     = string
  nullable = false
}
resource "terraform_data" "a" {
  input = var.first
}
