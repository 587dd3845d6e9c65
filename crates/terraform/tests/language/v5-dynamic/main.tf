terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
provider "aws" {
  region                      = "us-west-2"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
variable "rules" {
  type = list(object({ port = number, cidrs = optional(list(string), ["0.0.0.0/0"]), desc = optional(string) }))
  default = [{ port = 22, cidrs = ["10.0.0.0/8"] }, { port = 443, desc = "web" }]
}
resource "aws_security_group" "sg" {
  name = "sg"
  dynamic "ingress" {
    for_each = { for r in var.rules : r.port => r }
    iterator = rule
    content {
      from_port   = rule.value.port
      to_port     = rule.key
      protocol    = "tcp"
      cidr_blocks = rule.value.cidrs
      description = rule.value.desc
    }
  }
  dynamic "egress" {
    for_each = length(var.rules) > 5 ? [1] : []
    content {
      from_port = 0
      to_port   = 0
      protocol  = "-1"
    }
  }
  dynamic "timeouts" {
    for_each = ["10m"]
    content {
      create = timeouts.value
    }
  }
}
