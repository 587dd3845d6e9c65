provider "aws" {
  region = var.aws_region
}

resource "aws_instance" "windows" {
  ami                    = var.aws_amis[var.aws_region]
  instance_type          = var.instance_type
  key_name               = var.key_name
  iam_instance_profile   = var.instance_profile
  tenancy                = "dedicated"
  subnet_id              = var.subnets[var.aws_region]
  vpc_security_group_ids = [var.security_groups[var.aws_region]]

  user_data = templatefile("${path.module}/init.ps1.tftpl", {
    admin_password = var.admin_password
    winrm_port     = 5985
    products       = ["chef"]
  })

  tags = {
    Name = "win2012r2"
    Env  = "TEST"
  }
}

output "private_ip" {
  value = aws_instance.windows.private_ip
}
