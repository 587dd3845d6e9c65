resource "terraform_data" "f" {
  input = "${"
}
