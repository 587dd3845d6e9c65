provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}
data "aws_iam_policy_document" "p" {
  version = "2012-10-17"
  statement {
    sid       = "A"
    effect    = "Allow"
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = ["arn:aws:s3:::a", "arn:aws:s3:::a/*"]
    condition {
      test     = "StringEquals"
      variable = "aws:SourceVpc"
      values   = ["vpc-1"]
    }
  }
  statement {
    not_actions = ["iam:*"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "bucket" {
  source_policy_documents = [data.aws_iam_policy_document.p.json]
  statement {
    sid = "B"
    actions = ["s3:*"]
    resources = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"]
    principals {
      type = "AWS"
      identifiers = ["*"]
    }
  }
}
resource "aws_s3_bucket" "b" { bucket = "bbb" }
resource "aws_s3_bucket_policy" "bp" {
  bucket = aws_s3_bucket.b.id
  policy = data.aws_iam_policy_document.bucket.json
}
resource "aws_iam_role" "r" {
  name = "r"
  assume_role_policy = data.aws_iam_policy_document.assume.json
  tags = { A = null, B = "x" }
}
resource "aws_iam_role_policy" "rp" {
  role = aws_iam_role.r.name
  policy = data.aws_iam_policy_document.p.json
}
