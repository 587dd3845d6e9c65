provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_ebs_volume" "v" {
  availability_zone = "us-east-1b"
  size              = 10
  lifecycle { prevent_destroy = true }
}
data "aws_iam_policy_document" "d" {
  statement {
    sid     = "A"
    actions = ["*"]
  }
  statement {
    sid     = "A"
    actions = ["s3:*"]
  }
}
