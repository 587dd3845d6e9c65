run "planned_with_an_arn" {
  command = plan

  override_resource {
    target          = aws_s3_bucket.logs
    override_during = plan

    values = {
      arn = "arn:aws:s3:::other"
    }
  }

  assert {
    condition     = jsondecode(output.policy).Statement[0].Resource == "arn:aws:s3:::other/*"
    error_message = "The policy is ${output.policy}."
  }
}
