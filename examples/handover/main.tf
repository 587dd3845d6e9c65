variable "role" {
  type    = string
  default = "web"
}

resource "aws_instance" "web" {
  ami           = "ami-0aaa1111"
  instance_type = "t3.small"

  user_data = <<-EOF
    #!/bin/sh
    dnf install -y salt-minion
    printf 'master: %s\ngrains: {role: %s}\n' salt.internal.example '${var.role}' > /etc/salt/minion.d/here.conf
    systemctl enable --now salt-minion
  EOF

  user_data_replace_on_change = true
}
