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
  environment_variables = { ENV = "test" }
  custom_rule {
    source = "/<*>"
    status = "404"
    target = "/index.html"
  }
}
resource "aws_elastic_beanstalk_application" "eb" {
  name        = "eb"
  description = "app"
}
resource "aws_fsx_lustre_file_system" "l" {
  storage_capacity = 1200
  subnet_ids       = ["subnet-1"]
}
resource "aws_glue_catalog_database" "db" { name = "db" }
resource "aws_glue_crawler" "c" {
  database_name = aws_glue_catalog_database.db.name
  name          = "c"
  role          = "arn:aws:iam::123456789012:role/glue"
  s3_target { path = "s3://bucket/data" }
}
resource "aws_organizations_account" "acc" {
  name  = "acc"
  email = "john@doe.org"
}
resource "aws_securityhub_account" "sh" {}
resource "aws_sesv2_email_identity" "e" { email_identity = "example.com" }
resource "aws_s3_access_point" "ap" {
  bucket = aws_s3_bucket.b.id
  name   = "ap"
}
resource "aws_s3_bucket" "b" { bucket = "b-bucket" }
resource "aws_s3_bucket_object" "o" {
  bucket  = aws_s3_bucket.b.id
  key     = "k"
  content = "hello"
}
resource "aws_dynamodb_global_table" "g" {
  name = "glob"
  replica { region_name = "us-east-1" }
}
