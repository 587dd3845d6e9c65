variable "v" {}
resource "terraform_data" "inner" {
  input = var.v
}
resource "terraform_data" "moved_in" {
  input = "l"
}
