variable "n" {
  default = 5
}
resource "terraform_data" "a" {
  input = var.n
}
check "fails" {
  assert {
    condition     = var.n > 10
    error_message = "n is ${var.n}, too small."
  }
  assert {
    condition     = var.n < 3
    error_message = <<-EOT
      Too large:
        ${var.n}
    EOT
  }
}
check "unknown" {
  assert {
    condition     = terraform_data.a.id != ""
    error_message = "no id"
  }
}
check "passes" {
  assert {
    condition     = var.n == 5
    error_message = "never"
  }
}
check "errs" {
  assert {
    condition     = tolist([1])[var.n] == 1
    error_message = "never"
  }
}
output "o" {
  value = 1
  precondition {
    condition     = var.n == 5
    error_message = "no"
  }
}
