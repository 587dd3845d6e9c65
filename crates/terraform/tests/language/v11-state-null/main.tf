resource "terraform_data" "a" {
  input = null
}
resource "terraform_data" "b" {
  input = { x = null, y = [null, 1], z = {} }
}
resource "terraform_data" "c" {
  input = [1, 2]
}
resource "terraform_data" "d" {
  input = "5"
}
resource "terraform_data" "e" {
  input = true
}
resource "terraform_data" "f" {
  input            = "same"
  triggers_replace = { v = 2 }
}
resource "terraform_data" "g" {
  input = [{ a = 1, b = [1, 2] }]
}
