variable "name" {
  type    = string
  default = "web-1"
}

output "script" {
  value = <<-EOT
    #!/bin/sh
    hostname ${var.name}
    echo "$${HOME} is left to the shell"
  EOT
}
