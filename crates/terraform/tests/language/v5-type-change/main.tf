resource "terraform_data" "a" {
  input = ["text"]
}
resource "terraform_data" "b" {
  input = "x"
}
resource "terraform_data" "c" {
  input = [{ a = 1 }]
}
resource "terraform_data" "d" {
  input = "5"
}
resource "terraform_data" "e" {
  input = { now = "set" }
}
resource "terraform_data" "f" {
  input = { a = ["x"], b = "p", c = [1] }
}
resource "terraform_data" "g" {
  input = null
}
