provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "elsewhere"
  region = "eu-central-1"
}

resource "aws_s3_bucket" "data" {
  bucket = "example-data"
}

resource "aws_s3_bucket" "copy" {
  provider = aws.elsewhere
  bucket   = "example-data-copy"
}

resource "aws_s3_bucket_versioning" "data" {
  bucket = aws_s3_bucket.data.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_versioning" "copy" {
  provider = aws.elsewhere
  bucket   = aws_s3_bucket.copy.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_replication_configuration" "data" {
  bucket = aws_s3_bucket.data.id
  role   = "arn:aws:iam::123456789012:role/replication"

  rule {
    id     = "everything"
    status = "Enabled"

    destination {
      bucket        = aws_s3_bucket.copy.arn
      storage_class = "STANDARD_IA"
    }
  }

  # Versioning must be on before anything can be replicated.
  depends_on = [aws_s3_bucket_versioning.data, aws_s3_bucket_versioning.copy]
}
