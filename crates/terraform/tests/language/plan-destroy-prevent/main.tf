resource "terraform_data" "keep" {
  count = 2
  input = "x"
  lifecycle {
    prevent_destroy = true
  }
}
resource "terraform_data" "go" {
}
