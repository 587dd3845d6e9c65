variable "name" {
  type    = string
  default = "checkout"
}

resource "aws_s3_bucket" "logs" {
  bucket = "${var.name}-logs"
}

resource "aws_iam_policy" "write" {
  name = "${var.name}-write-logs"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = "${aws_s3_bucket.logs.arn}/*"
    }]
  })
}

output "policy" {
  value = aws_iam_policy.write.policy
}
