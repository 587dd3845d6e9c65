resource "terraform_data" "y" {
  input = "s"
}
