variable "name" {
  type    = string
  default = "Ada"
}

output "greeting" {
  value = "Hello, ${var.name}!"
}
