resource "terraform_data" "a" {
  input = "new"
  lifecycle {
    postcondition {
      condition     = self.input == "old"
      error_message = "post"
    }
  }
}
resource "terraform_data" "b" {
  count = terraform_data.a.output == "x" ? 1 : 0
}
output "o" {
  value = [terraform_data.a.input][1]
}
