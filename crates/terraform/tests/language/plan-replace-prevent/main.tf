resource "terraform_data" "keep" {
  input = "x"
  lifecycle {
    prevent_destroy = true
  }
}
resource "terraform_data" "trig" {
  triggers_replace = 2
  lifecycle {
    prevent_destroy = true
  }
}
