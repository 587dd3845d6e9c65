variable "s" {
  default   = "x"
  sensitive = true
}
output "leak" {
  value = { a = [var.s] }
}
output "missing" {
}
output "dep" {
  value      = 1
  depends_on = [terraform_data.nope, "x", var.s]
}
output "pre" {
  value = 1
  precondition {
    condition     = var.s == "y"
    error_message = "Was ${var.s}"
  }
  precondition {
    condition     = null
    error_message = "n"
  }
  precondition {
    error_message = "n"
  }
}
output "dup" {
  value = 1
}
output "dup" {
  value = 2
}
output "extra" {
  value = 1
  type  = string
}
