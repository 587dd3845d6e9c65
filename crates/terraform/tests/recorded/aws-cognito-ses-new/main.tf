provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_cognito_user_pool" "p" {
  name                     = "users"
  auto_verified_attributes = ["email"]
  username_attributes      = ["email"]
  password_policy {
    minimum_length    = 10
    require_lowercase = true
    require_numbers   = true
  }
  schema {
    name                = "tenant"
    attribute_data_type = "String"
    mutable             = true
    string_attribute_constraints {
      min_length = 1
      max_length = 64
    }
  }
}
resource "aws_cognito_user_pool_domain" "d" {
  domain       = "users-app"
  user_pool_id = aws_cognito_user_pool.p.id
}
resource "aws_cognito_user_group" "g" {
  name         = "admins"
  user_pool_id = "us-east-1_AAAAAAAAA"
  precedence   = 1
}
resource "aws_cognito_identity_pool" "i" {
  identity_pool_name               = "pool"
  allow_unauthenticated_identities = false
}
resource "aws_wafv2_ip_set" "i" {
  name               = "ips"
  scope              = "REGIONAL"
  ip_address_version = "IPV4"
  addresses          = ["1.2.3.4/32", "5.6.0.0/16"]
}
resource "aws_guardduty_detector" "g" { enable = true }
resource "aws_ecr_repository_policy" "e" {
  repository = "r"
  policy     = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "p", Effect = "Allow", Principal = "*", Action = ["ecr:BatchGetImage"] }] })
}
resource "aws_glue_catalog_database" "g" { name = "db" }
resource "aws_athena_workgroup" "a" {
  name = "wg"
  configuration {
    result_configuration { output_location = "s3://out/" }
  }
}
resource "aws_sfn_activity" "a" { name = "act" }
resource "aws_codebuild_project" "b" {
  name         = "b"
  service_role = "arn:aws:iam::123456789012:role/b"
  artifacts { type = "NO_ARTIFACTS" }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"
    environment_variable {
      name  = "A"
      value = "1"
    }
  }
  source {
    type     = "GITHUB"
    location = "https://github.com/a/b.git"
  }
}
