variable "s" {
  default   = "sec"
  sensitive = true
}
resource "terraform_data" "a" {
  input = toset([{ n = "a", v = var.s }, { n = "b", v = "x" }])
}
resource "terraform_data" "b" {
  input = [{ n = "a", v = var.s }, { n = "b2", v = "x" }]
}
resource "terraform_data" "c" {
  input = { a = { b = var.s, c = 2 }, d = [1, { e = var.s }] }
}
output "o" {
  value     = terraform_data.c.input
  sensitive = true
}
