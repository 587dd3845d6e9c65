provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
variable "secret" {
  default   = "s"
  sensitive = true
}
resource "aws_instance" "i" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  user_data     = "x ${var.secret}"
  tags          = { Secret = var.secret }
  lifecycle {
    precondition {
      condition     = length(var.secret) > 0
      error_message = "no"
    }
    postcondition {
      condition     = self.public_ip != ""
      error_message = "no ip"
    }
  }
}
check "later" {
  assert {
    condition     = aws_instance.i.private_ip != "10.0.0.1"
    error_message = "taken"
  }
}
resource "aws_security_group" "g" {
  name = "g"
  dynamic "ingress" {
    for_each = toset([aws_instance.i.private_ip])
    content {
      from_port   = 22
      to_port     = 22
      protocol    = "tcp"
      cidr_blocks = ["${ingress.value}/32"]
    }
  }
}
output "ip" {
  value     = "${aws_instance.i.public_ip}-${var.secret}"
  sensitive = true
}
