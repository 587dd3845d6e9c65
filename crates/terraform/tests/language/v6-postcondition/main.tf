resource "terraform_data" "a" {
  input = 1
  lifecycle {
    postcondition {
      condition     = self.output == 2
      error_message = "Output is ${self.output}."
    }
  }
}
resource "terraform_data" "b" {
  input = 2
  lifecycle {
    postcondition {
      condition     = self.output == 2
      error_message = "Output unknown."
    }
  }
}
resource "terraform_data" "c" {
  input = terraform_data.a.id
}
