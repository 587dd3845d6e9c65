provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  skip_region_validation      = true
}
variable "rules" {
  default = {
    http  = { port = 80, cidrs = ["10.0.0.0/8"] }
    https = { port = 443, cidrs = ["0.0.0.0/0", "10.1.0.0/16"] }
  }
}
resource "aws_security_group" "a" {
  name = "x"
  dynamic "ingress" {
    for_each = var.rules
    iterator = r
    content {
      description = r.key
      from_port   = r.value.port
      to_port     = r.value.port
      protocol    = "tcp"
      cidr_blocks = r.value.cidrs
    }
  }
  dynamic "egress" {
    for_each = [1]
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = ["0.0.0.0/0"]
      self        = egress.value == 1
    }
  }
  dynamic "timeouts" {
    for_each = []
    content {
      create = "5m"
    }
  }
}
