provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
data "aws_ami" "a" {
  owner = ["amazon"]
}
data "aws_iam_policy_document" "d" {
  statement {
    effect  = "Permit"
    action  = ["s3:*"]
    principal {
      type = "AWS"
    }
  }
}
data "aws_vpcs" "v" {
  filter {
    name = "x"
  }
}
data "aws_availability_zone" "z" {
  nam = "us-east-1a"
}
resource "aws_vpc" "v" {
  cidr_block = data.aws_vpcs.v.cidr
}
