provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  skip_region_validation      = true
}
resource "aws_security_group" "a" {
  dynamic "ingres" {
    for_each = []
    content {
    }
  }
  dynamic "ingress" {
    for_each = 5
    content {
      from_port = 1
    }
  }
  dynamic "egress" {
    content {
    }
  }
  dynamic "egress" {
    for_each = []
  }
  dynamic {
    for_each = []
  }
  dynamic "egress" {
    for_each = [1]
    iterator = "x"
    bogus    = 1
    content {
      from_port = egress.key
      to_prt    = 1
    }
    content {
    }
  }
}
