provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_iam_role" "r" {
  name = "r"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Action = "sts:AssumeRole", Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" } }] })
  max_session_duration = 3600
}
resource "aws_iam_role_policy" "p" {
  name = "p"
  role = aws_iam_role.r.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Action = ["s3:Get*"], Effect = "Allow", Resource = "*" }] })
}
resource "aws_iam_policy" "pol" {
  name_prefix = "pol-"
  path = "/a/"
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.r.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
resource "aws_iam_instance_profile" "ip" {
  name = "ip"
  role = aws_iam_role.r.name
}
resource "aws_iam_user" "u" {
  name = "u"
  force_destroy = true
}
resource "aws_iam_group" "g" {
  name = "g"
  path = "/"
}
resource "aws_iam_group_membership" "m" {
  name = "m"
  group = aws_iam_group.g.name
  users = [aws_iam_user.u.name]
}
resource "aws_iam_access_key" "k" {
  user = aws_iam_user.u.name
  status = "Active"
}
resource "aws_iam_user_policy_attachment" "ua" {
  user = aws_iam_user.u.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
resource "aws_iam_openid_connect_provider" "o" {
  url = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
  thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea1"]
}
resource "aws_iam_account_password_policy" "ap" {
  minimum_password_length = 8
  require_symbols = true
}
resource "aws_iam_service_linked_role" "s" {
  aws_service_name = "elasticbeanstalk.amazonaws.com"
  description = "a"
}
resource "aws_iam_user_login_profile" "lp" {
  user = aws_iam_user.u.name
  password_length = 20
}
