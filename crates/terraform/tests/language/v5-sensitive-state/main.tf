variable "s" {
  default   = "two"
  sensitive = true
}
resource "terraform_data" "a" {
  input = { k = var.s, v = "other", w = 1 }
}
resource "terraform_data" "b" {
  input = ["x", sensitive("y")]
}
resource "terraform_data" "c" {
  input = "gone"
}
output "o" {
  value     = var.s
  sensitive = true
}
output "p" {
  value     = "now sensitive"
  sensitive = true
}
