variable "w" {
  default = 1
  validation {
    condition = var.w == 1
    error_message = "w"
  }
}
resource "terraform_data" "in" {
  lifecycle {
    precondition {
      condition = var.w == 1
      error_message = "pre"
    }
  }
}
output "mo" {
  value = 1
  precondition {
    condition = var.w == 1
    error_message = "mo"
  }
}
