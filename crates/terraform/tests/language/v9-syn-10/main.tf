resource "terraform_data" "a" {
  input = 1
  provisioner "local-exec" {
    command = "x"

resource "terraform_data" "b" {
  input = 2
}
