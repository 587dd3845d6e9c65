resource "terraform_data" "a" {
  for_each = toset(["x"])
  input    = terraform_data.a["x"].output
}
resource "terraform_data" "b" {
  input = each.key
}
resource "terraform_data" "c" {
  count = 2
  input = each.value
}
resource "terraform_data" "d" {
  for_each = { a = 1 }
  input    = count.index
}
output "o" {
  value = self.id
}
locals {
  k = each.key
  c = count.index
  s = self
}
