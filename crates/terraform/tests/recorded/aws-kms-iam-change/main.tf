provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Root"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root", "arn:aws:iam::210987654321:root"]
    }
  }
}
resource "aws_kms_key" "k" {
  description             = "app key"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  rotation_period_in_days = 180
  policy                  = data.aws_iam_policy_document.key.json
}
resource "aws_kms_alias" "k" {
  name          = "alias/app2"
  target_key_id = aws_kms_key.k.key_id
}
resource "aws_iam_policy" "p" {
  name = "app"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "A", Effect = "Allow", Action = ["kms:Decrypt"], Resource = aws_kms_key.k.arn }] })
}
resource "aws_iam_user" "u" {
  for_each = toset(["ann", "cid"])
  name     = each.value
  path     = "/people/"
}
resource "aws_iam_group" "g" { name = "people" }
resource "aws_iam_group_membership" "g" {
  name  = "staff"
  group = aws_iam_group.g.name
  users = [for u in aws_iam_user.u : u.name]
}
resource "aws_iam_group_policy_attachment" "g" {
  group      = aws_iam_group.g.name
  policy_arn = aws_iam_policy.p.arn
}
resource "aws_iam_access_key" "ann" {
  user   = aws_iam_user.u["ann"].name
  status = "Inactive"
}
resource "aws_iam_role" "r" {
  name_prefix = "r-"
  path        = "/app/"
  description = "role"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  inline_policy {
    name   = "logs"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "logs:*", Resource = "*" }] })
  }
}
resource "aws_iam_openid_connect_provider" "gh" {
  url             = "https://token.actions.githubusercontent.com"
  client_id_list  = ["sts.amazonaws.com", "other"]
  thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea1"]
}
output "secret" {
  value     = aws_iam_access_key.ann.secret
  sensitive = true
}
