variable "v" {
}
resource "terraform_data" "y" {
  input = var.v
}
moved {
  from = terraform_data.x
  to   = terraform_data.y
}
