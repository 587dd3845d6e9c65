terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_s3_bucket" "reports" {
  bucket = "example-reports"

  tags = {
    owner = "finance"
  }
}

output "arn" {
  value = aws_s3_bucket.reports.arn
}
