variable "host" {
  type    = string
  default = "shop.example.com"
}

output "url" {
  description = "Where the shop answers"
  value       = "https://${var.host}/"

  precondition {
    condition     = !startswith(var.host, "http")
    error_message = "The host is a name, without https:// in front."
  }
}
