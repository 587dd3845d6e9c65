variable "stage" {
  type = string
}

output "stage" {
  value = var.stage
}
