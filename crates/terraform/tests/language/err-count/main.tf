resource "terraform_data" "a" {
  count = -1
}
resource "terraform_data" "b" {
  count = "x"
}
resource "terraform_data" "c" {
  count = null
}
resource "terraform_data" "d" {
  count = 1.5
}
resource "terraform_data" "e" {
  count = terraform_data.u.id == "x" ? 1 : 0
}
resource "terraform_data" "u" {
}
resource "terraform_data" "f" {
  count    = 1
  for_each = {}
}
resource "terraform_data" "g" {
  count = sensitive(1)
}
resource "terraform_data" "h" {
  count = [1]
}
resource "terraform_data" "i" {
  count = "2"
}
resource "terraform_data" "j" {
  count = count.index
}
resource "terraform_data" "k" {
  input = count.index
}
resource "terraform_data" "l" {
  count = true
}
