mock_provider "aws" {
  mock_resource "aws_s3_bucket" {
    defaults = {
      arn = "arn:aws:s3:::checkout-logs"
    }
  }
}

run "only_its_own_bucket" {
  assert {
    condition     = jsondecode(output.policy).Statement[0].Resource == "arn:aws:s3:::checkout-logs/*"
    error_message = "The policy is ${output.policy}."
  }
}
