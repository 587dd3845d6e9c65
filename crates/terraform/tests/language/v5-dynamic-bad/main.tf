terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
provider "aws" {
  region = "us-west-2"
}
resource "aws_security_group" "a" {
  dynamic "ingress" {
    content {
      from_port = 1
    }
  }
  dynamic "ingres" {
    for_each = []
    content {
    }
  }
  dynamic "egress" {
    for_each = [1]
  }
  dynamic "egress" {
    for_each = 5
    content {
      from_port = egress.value
      to_port   = egress.valu
      protocol  = "tcp"
    }
  }
  dynamic {
    for_each = [1]
  }
  dynamic "timeouts" {
    for_each = [1]
    labels   = ["x"]
    iterator = "it"
    content {
      create = it.value
    }
    content {
    }
  }
}
