variable "roles" {
  type    = list(string)
  default = ["Web-Server", "Web-Mgmt-Console"]
}

resource "aws_instance" "web" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.medium"

  user_data = templatefile("${path.module}/setup.ps1.tftpl", {
    name  = "web-1"
    roles = var.roles
  })
}

output "setup" {
  value = aws_instance.web.user_data
}
