run "for_real" {
  assert {
    condition     = aws_s3_bucket.logs.arn != ""
    error_message = "There is no ARN."
  }
}
