provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_amplify_app" "a" {
  name       = "a"
  repository = "https://github.com/example/app"
  environment_variables = { ENV = "prod", X = "1" }
  enable_branch_auto_build = true
  custom_rule {
    source = "/<*>"
    status = "404-200"
    target = "/index.html"
  }
}
resource "aws_elastic_beanstalk_application" "eb" {
  name        = "eb2"
  description = "app"
}
resource "aws_fsx_lustre_file_system" "l" {
  storage_capacity = 2400
  subnet_ids       = ["subnet-1"]
  weekly_maintenance_start_time = "1:05:00"
}
resource "aws_glue_catalog_database" "db" {
  name = "db"
  description = "d"
}
resource "aws_glue_crawler" "c" {
  database_name = aws_glue_catalog_database.db.name
  name          = "c"
  role          = "arn:aws:iam::123456789012:role/glue"
  schedule      = "cron(0 1 * * ? *)"
  s3_target { path = "s3://bucket/data2" }
}
resource "aws_organizations_account" "acc" {
  name  = "acc"
  email = "jane@doe.org"
  close_on_deletion = true
}
resource "aws_securityhub_account" "sh" {
  enable_default_standards = false
}
resource "aws_sesv2_email_identity" "e" {
  email_identity = "example.com"
  tags = { A = "1" }
}
resource "aws_s3_access_point" "ap" {
  bucket = aws_s3_bucket.b.id
  name   = "ap"
  public_access_block_configuration { block_public_acls = false }
}
resource "aws_s3_bucket" "b" { bucket = "b-bucket" }
resource "aws_s3_bucket_object" "o" {
  bucket  = aws_s3_bucket.b.id
  key     = "k"
  content = "hello!"
}
resource "aws_dynamodb_global_table" "g" {
  name = "glob"
  replica { region_name = "us-east-1" }
  replica { region_name = "eu-west-1" }
}
