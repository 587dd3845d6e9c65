provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "aws_s3_bucket" "b" {
  bucket = "data-bucket"
  tags   = { A = "1", B = "" }
}
resource "aws_s3_bucket_versioning" "v" {
  bucket = aws_s3_bucket.b.id
  versioning_configuration { status = "Suspended" }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "e" {
  bucket = aws_s3_bucket.b.bucket
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "alias/x"
    }
  }
}
resource "aws_s3_bucket_public_access_block" "p" {
  bucket                  = aws_s3_bucket.b.id
  block_public_acls       = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_lifecycle_configuration" "l" {
  bucket = aws_s3_bucket.b.id
  rule {
    id     = "old"
    status = "Enabled"
    filter { prefix = "logs/" }
    expiration { days = 60 }
    transition {
      days          = 30
      storage_class = "STANDARD_IA"
    }
    noncurrent_version_expiration { noncurrent_days = 7 }
  }
  rule {
    id     = "parts"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload { days_after_initiation = 3 }
  }
}
resource "aws_s3_bucket_ownership_controls" "o" {
  bucket = aws_s3_bucket.b.id
  rule { object_ownership = "ObjectWriter" }
}
resource "aws_s3_bucket_acl" "a" {
  depends_on = [aws_s3_bucket_ownership_controls.o]
  bucket     = aws_s3_bucket.b.id
  acl        = "log-delivery-write"
}
resource "aws_s3_bucket_cors_configuration" "c" {
  bucket = aws_s3_bucket.b.id
  cors_rule {
    allowed_methods = ["GET", "PUT"]
    allowed_origins = ["https://example.com"]
    max_age_seconds = 60
  }
}
resource "aws_s3_bucket_website_configuration" "w" {
  bucket = aws_s3_bucket.b.id
  index_document { suffix = "index.htm" }
  error_document { key = "e.html" }
}
resource "aws_s3_bucket_notification" "n" {
  bucket      = aws_s3_bucket.b.id
  eventbridge = true
  topic {
    topic_arn     = "arn:aws:sns:us-east-1:123456789012:t"
    events        = ["s3:ObjectRemoved:*"]
    filter_prefix = "in/"
  }
}
resource "aws_s3_object" "o" {
  bucket       = aws_s3_bucket.b.id
  key          = "conf/app.json"
  content      = jsonencode({ a = 2 })
  content_type = "application/json"
  etag         = md5(jsonencode({ a = 2 }))
}
resource "aws_s3_bucket_logging" "lg" {
  bucket        = aws_s3_bucket.b.id
  target_bucket = "log-bucket-2"
  target_prefix = "x/"
}
