resource "terraform_data" "b" {
  input = "z"
}
