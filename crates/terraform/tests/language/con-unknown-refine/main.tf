resource "terraform_data" "t" {
  input = "x"
}
resource "terraform_data" "many" {
  count = 2
}
resource "terraform_data" "each" {
  for_each = { a = 1 }
}
variable "s" {
  default   = "secret"
  sensitive = true
}
variable "sm" {
  default   = { a = "x", b = ["y"] }
  sensitive = true
}
