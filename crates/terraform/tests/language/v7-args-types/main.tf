resource "terraform_data" "a" {
  input = 1
  id    = "x"
}
resource "terraform_data" "b" {
  output = 5
}
resource "terraform_data" "c" {
  input {
    a = 1
  }
}
resource "terraform_data" "d" {
  lifecycle {
    create_before_destroy = 5
  }
}
resource "terraform_data" "e" {
  count = "${2}"
  for_each = {}
}
