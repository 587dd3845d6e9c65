variable "a" {
  type = bool
}
resource "terraform_data" "i" {
  input = var.c
}
