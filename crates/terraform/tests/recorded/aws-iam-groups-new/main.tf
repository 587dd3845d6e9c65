provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_iam_group" "dev" { name = "dev" }
resource "aws_iam_user" "u" {
  for_each      = toset(["ann", "bob"])
  name          = each.key
  path          = "/team/"
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
      "Statement": [
        {"Action": ["ec2:Describe*"], "Effect": "Allow", "Resource": "*"}
      ],
      "Version": "2012-10-17"
    }
  EOT
}
resource "aws_iam_policy" "own" {
  name   = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "A", Effect = "Deny", Action = "s3:*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }] })
}
resource "aws_iam_policy_attachment" "at" {
  name       = "at"
  users      = ["ann"]
  groups     = [aws_iam_group.dev.name]
  policy_arn = aws_iam_policy.own.arn
}
resource "aws_iam_access_key" "k" { user = aws_iam_user.u["ann"].name }
resource "aws_iam_instance_profile" "ip" {
  name = "ip"
  role = "some"
}
resource "aws_iam_openid_connect_provider" "gh" {
  url             = "https://token.actions.githubusercontent.com"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea1"]
}
