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
  mfa_configuration        = "OPTIONAL"
  software_token_mfa_configuration { enabled = true }
  password_policy {
    minimum_length    = 12
    require_lowercase = true
    require_symbols   = true
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
  domain       = "users-app-2"
  user_pool_id = aws_cognito_user_pool.p.id
}
resource "aws_cognito_user_group" "g" {
  name         = "admins"
  user_pool_id = "us-east-1_AAAAAAAAA"
  description  = "all"
}
resource "aws_cognito_identity_pool" "i" {
  identity_pool_name               = "pool"
  allow_unauthenticated_identities = true
  allow_classic_flow               = true
}
resource "aws_wafv2_ip_set" "i" {
  name               = "ips"
  scope              = "REGIONAL"
  ip_address_version = "IPV4"
  addresses          = ["5.6.0.0/16", "7.7.7.7/32"]
}
resource "aws_guardduty_detector" "g" {
  enable                       = true
  finding_publishing_frequency = "ONE_HOUR"
}
resource "aws_ecr_repository_policy" "e" {
  repository = "r2"
  policy     = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "p", Effect = "Allow", Principal = "*", Action = ["ecr:BatchGetImage"] }] })
}
resource "aws_glue_catalog_database" "g" {
  name        = "db"
  description = "d"
}
resource "aws_athena_workgroup" "a" {
  name  = "wg"
  state = "DISABLED"
  configuration {
    enforce_workgroup_configuration = false
    result_configuration { output_location = "s3://other/" }
  }
}
resource "aws_sfn_activity" "a" { name = "act-2" }
resource "aws_codebuild_project" "b" {
  name          = "b"
  service_role  = "arn:aws:iam::123456789012:role/b"
  build_timeout = 30
  artifacts { type = "NO_ARTIFACTS" }
  environment {
    compute_type    = "BUILD_GENERAL1_MEDIUM"
    image           = "aws/codebuild/standard:7.0"
    type            = "LINUX_CONTAINER"
    privileged_mode = true
    environment_variable {
      name  = "A"
      value = "2"
    }
    environment_variable {
      name  = "B"
      value = "/p"
      type  = "PARAMETER_STORE"
    }
  }
  source {
    type            = "GITHUB"
    location        = "https://github.com/a/b.git"
    git_clone_depth = 1
  }
  cache {
    type     = "S3"
    location = "b/cache"
  }
}
