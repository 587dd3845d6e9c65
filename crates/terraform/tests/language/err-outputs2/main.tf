variable "s" {
  default   = "x"
  sensitive = true
}
output "leak" {
  value = { a = [var.s] }
}
output "pre" {
  value = 1
  precondition {
    condition     = nonsensitive(var.s) == "y"
    error_message = "Was ${nonsensitive(var.s)}"
  }
  precondition {
    condition     = tobool(null)
    error_message = "n"
  }
  precondition {
    condition     = var.s == "y"
    error_message = "Was ${var.s}"
  }
  precondition {
    condition     = length(var.s) == 7
    error_message = "Hidden."
  }
}
