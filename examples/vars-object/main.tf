variable "server" {
  type = object({
    name     = string
    size     = optional(string, "t3.micro")
    backups  = optional(bool)
  })

  default = {
    name = "web"
  }
}

output "server" {
  value = var.server
}
