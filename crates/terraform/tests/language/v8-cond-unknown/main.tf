resource "terraform_data" "a" {
  input = "a"
  lifecycle {
    postcondition {
      condition     = self.output == "a"
      error_message = "bad output"
    }
    postcondition {
      condition     = length(self.id) > 3
      error_message = "bad id"
    }
  }
}
resource "terraform_data" "b" {
  count = 2
  input = terraform_data.a.output
  lifecycle {
    precondition {
      condition     = terraform_data.a.output == "a"
      error_message = "needs a, not ${terraform_data.a.output}"
    }
    precondition {
      condition     = count.index < 2
      error_message = "too many"
    }
  }
}
check "c" {
  assert {
    condition     = terraform_data.a.output == "b"
    error_message = "is ${terraform_data.a.output}"
  }
  assert {
    condition     = terraform_data.a.input == "b"
    error_message = "input is ${terraform_data.a.input}"
  }
  assert {
    condition     = alltrue([for b in terraform_data.b : b.input != null])
    error_message = "nulls"
  }
}
output "o" {
  value = terraform_data.b[*].output
  precondition {
    condition     = terraform_data.b[0].output == "a"
    error_message = "bad"
  }
}
