variable "names" {
  type    = list(string)
  default = ["a", "b"]
}
resource "terraform_data" "list" {
  for_each = var.names
  input    = each.value
}
resource "terraform_data" "tuple" {
  for_each = ["a", "b"]
}
resource "terraform_data" "nums" {
  for_each = toset([1, 2])
}
resource "terraform_data" "nullset" {
  for_each = toset(["a", null])
}
resource "terraform_data" "str" {
  for_each = "abc"
}
resource "terraform_data" "nul" {
  for_each = null
}
resource "terraform_data" "both" {
  for_each = {}
  count    = 1
}
