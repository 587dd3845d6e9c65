variable "s" {
  default   = "x"
  sensitive = true
}
resource "terraform_data" "a" {
  for_each = { (var.s) = 1 }
}
resource "terraform_data" "b" {
  for_each = toset([var.s])
}
resource "terraform_data" "c" {
  count = length(var.s)
}
output "o" {
  value = module.m.hidden
}
output "p" {
  value = "a${var.s}"
}
output "q" {
  value = [nonsensitive("x"), var.s]
}
module "m" {
  source = "./m"
}
check "c" {
  assert {
    condition     = var.s == "y"
    error_message = "was ${var.s}"
  }
}
