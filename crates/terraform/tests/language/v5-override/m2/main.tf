variable "x" {
}
variable "y" {
  default = 2
}
resource "terraform_data" "z" {
  input = var.x + var.y
}
