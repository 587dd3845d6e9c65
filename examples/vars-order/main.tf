variable "stage" {
  type    = string
  default = "from the default"
}

output "stage" {
  value = var.stage
}
