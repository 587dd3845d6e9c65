variable "s" {
  default   = "two"
  sensitive = true
}
resource "terraform_data" "a" {
  input = { p = var.s, q = "z", l = [var.s, "y"] }
}
resource "terraform_data" "b" {
  input = "open"
}
resource "terraform_data" "c" {
  input = var.s
}
resource "terraform_data" "d" {
  input            = "one"
  triggers_replace = var.s
}
output "o" {
  value     = var.s
  sensitive = true
}
output "same" {
  value     = "same"
  sensitive = true
}
output "unhide" {
  value = "x"
}
output "hide" {
  value     = "x"
  sensitive = true
}
