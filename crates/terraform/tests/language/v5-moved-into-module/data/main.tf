resource "terraform_data" "db" {
  input = { size = 2 }
}
