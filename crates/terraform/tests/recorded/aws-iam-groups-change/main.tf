provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_iam_group" "dev" { name = "developers" }
resource "aws_iam_user" "u" {
  for_each      = toset(["ann", "cid"])
  name          = each.key
  path          = "/staff/"
  force_destroy = true
}
resource "aws_iam_group_membership" "m" {
  name  = "m"
  group = aws_iam_group.dev.name
  users = [for u in aws_iam_user.u : u.name]
}
resource "aws_iam_group_policy" "p" {
  name  = "p"
  group = aws_iam_group.dev.name
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {"Action": "ec2:Describe*", "Effect": "Allow", "Resource": "*"}
      ]
    }
  EOT
}
resource "aws_iam_policy" "own" {
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "A", Effect = "Deny", Action = ["s3:*"], Resource = ["*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }] })
}
resource "aws_iam_policy_attachment" "at" {
  name       = "at"
  users      = ["ann", "cid"]
  policy_arn = aws_iam_policy.own.arn
}
resource "aws_iam_access_key" "k" {
  user   = aws_iam_user.u["ann"].name
  status = "Inactive"
}
resource "aws_iam_instance_profile" "ip" {
  name = "ip"
  role = "other"
}
resource "aws_iam_openid_connect_provider" "gh" {
  url             = "https://token.actions.githubusercontent.com"
  client_id_list  = ["sts.amazonaws.com", "x"]
  thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea1"]
}
