# Specify the provider and access details
provider "aws" {
  region = "${var.aws_region}"
}

variable "admin_password" {
  description = "Windows Administrator password to login as."
  default     = "not-a-real-one"
}

variable "aws_region" {
  description = "AWS region to launch servers."
  default     = "us-west-2"
}

# Windows Server 2012 R2 Base
variable "aws_amis" {
  default = {
    us-east-1 = "ami-3f0c4628"
    us-west-2 = "ami-b871aad8"
  }
}

variable "key_name" {
  description = "Name of the SSH keypair to use in AWS."
  default = {
    "us-east-1" = "AWS Keypair"
    "us-west-2" = "AWS Keypair"
  }
}

variable "aws_instance_type" {
  default = "m4.large"
}

variable "aws_subnet_id" {
  default = {
    "us-east-1" = "subnet-xxxxxxxx"
    "us-west-2" = "subnet-xxxxxxxx"
  }
}

variable "aws_security_group" {
  default = {
    "us-east-1" = "sg-xxxxxxxx"
    "us-west-2" = "sg-xxxxxxxx"
  }
}

data "template_file" "init" {
  template = <<EOF
<powershell>
$admin = [ADSI]("WinNT://./administrator, user")
$admin.SetPassword("$${admin_password}")
</powershell>
EOF

  vars = {
    admin_password = "${var.admin_password}"
  }
}

resource "aws_instance" "win2012_instance" {
  connection {
    type     = "winrm"
    user     = "Administrator"
    password = "${var.admin_password}"
  }

  instance_type = "${var.aws_instance_type}"
  ami           = "${lookup(var.aws_amis, var.aws_region)}"

  tags = {
    Env = "TEST"
  }

  key_name               = "${lookup(var.key_name, var.aws_region)}"
  iam_instance_profile   = "STATIC_ROLE_NAME_SHOULD_BE_A_VARIABLE"
  tenancy                = "dedicated"
  subnet_id              = "${lookup(var.aws_subnet_id, var.aws_region)}"
  vpc_security_group_ids = ["${lookup(var.aws_security_group, var.aws_region)}"]
  user_data              = "${data.template_file.init.rendered}"
}
