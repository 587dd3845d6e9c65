variable "stage" {
  type    = string
  default = "test"
}

locals {
  sizes = {
    test = { type = "t3.micro", disk = 20 }
    live = { type = "m5.large", disk = 200 }
  }

  size = local.sizes[var.stage]
}

resource "aws_instance" "app" {
  ami           = "ami-0123456789abcdef0"
  instance_type = local.size.type

  root_block_device {
    volume_size = local.size.disk
  }
}
