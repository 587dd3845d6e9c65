resource "terraform_data" "a" {
  input = 1
  lifecycle {
    create_before_destroy = true
  }
}
resource "terraform_data" "n" {
  input = terraform_data.a.output
}
