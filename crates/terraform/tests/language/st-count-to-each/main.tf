resource "terraform_data" "a" {
  for_each = toset(["0", "1"])
  input    = "i${each.key}"
}
resource "terraform_data" "b" {
}
resource "terraform_data" "c" {
  count = 2
}
resource "terraform_data" "d" {
}
resource "terraform_data" "e" {
  count = 0
}
