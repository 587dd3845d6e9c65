variable "n" {
}
check "inner" {
  assert {
    condition     = var.n == 0
    error_message = "n was ${var.n} in ${path.module}"
  }
}
output "o" {
  value = var.n
  precondition {
    condition     = var.n < 5
    error_message = "x"
  }
}
