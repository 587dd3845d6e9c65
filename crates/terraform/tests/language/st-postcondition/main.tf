resource "terraform_data" "a" {
  input = { n = 1 }
  lifecycle {
    postcondition {
      condition     = self.output.n > 5
      error_message = "n is ${self.output.n}"
    }
    postcondition {
      condition     = self.input.n == 1
      error_message = "fine"
    }
    precondition {
      condition     = length(local.names) > 2
      error_message = <<-EOT
        Need more names:
          ${join(", ", local.names)}
      EOT
    }
  }
}
locals {
  names = ["a", "b"]
}
