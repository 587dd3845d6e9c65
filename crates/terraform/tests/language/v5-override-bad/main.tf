resource "terraform_data" "a" {
}
variable "n" {
  type    = number
  default = 1
}
