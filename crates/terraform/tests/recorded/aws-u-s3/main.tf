provider "aws" {
  region = "us-east-1"
  access_key = "x"
  secret_key = "x"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
}
resource "aws_s3_bucket" "b" {
  bucket        = "my-b-bucket"
  force_destroy = true
  tags = { Name = "x" }
}
resource "aws_s3_bucket_versioning" "v" {
  bucket = aws_s3_bucket.b.id
  versioning_configuration { status = "Suspended" }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "e" {
  bucket = aws_s3_bucket.b.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "k"
    }
  }
}
resource "aws_s3_bucket_public_access_block" "p" {
  bucket                  = aws_s3_bucket.b.id
  block_public_acls       = true
  block_public_policy     = false
}
resource "aws_s3_bucket_policy" "pol" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObjectAcl", Resource = "*" }] })
}
resource "aws_s3_bucket_lifecycle_configuration" "l" {
  bucket = "x"
  rule {
    id     = "one"
    status = "Enabled"
    filter { prefix = "logs/" }
    transition {
      days          = 60
      storage_class = "STANDARD_IA"
    }
    expiration { days = 90 }
  }
}
resource "aws_s3_bucket_cors_configuration" "c" {
  bucket = "x"
  cors_rule {
    allowed_methods = ["GET", "PUT"]
    allowed_origins = ["*"]
  }
}
resource "aws_s3_bucket_website_configuration" "w" {
  bucket = "x"
  index_document { suffix = "index.htm" }
}
resource "aws_s3_bucket_logging" "lo" {
  bucket        = "x"
  target_bucket = "y"
  target_prefix = "b/"
}
resource "aws_s3_bucket_notification" "n" {
  bucket = "x"
  lambda_function {
    lambda_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:f"
    events              = ["s3:ObjectCreated:*"]
    filter_suffix = ".b"
  }
}
resource "aws_s3_bucket_acl" "acl" {
  bucket = "x"
  acl = "public-read"
}
resource "aws_s3_bucket_ownership_controls" "o" {
  bucket = "x"
  rule { object_ownership = "ObjectWriter" }
}
resource "aws_s3_object" "ob" {
  bucket  = aws_s3_bucket.b.id
  key     = "k"
  content = "b"
  content_type = "text/plain"
}
resource "aws_s3_bucket_intelligent_tiering_configuration" "t" {
  bucket = "x"
  name = "n"
  tiering {
    access_tier = "ARCHIVE_ACCESS"
    days = 180
  }
}
