resource "terraform_data" "in" {
  input = "i"
}
resource "terraform_data" "in2" {
  input = "j"
}
