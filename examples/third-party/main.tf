variable "agent_version" {
  type    = string
  default = "latest"

  validation {
    condition     = can(regex("^(latest|\\d+\\.\\d+\\.\\d+)$", var.agent_version))
    error_message = "A version is three numbers, such as 1.300044.0, or latest."
  }
}

resource "aws_ssm_association" "agent" {
  name                = "AWS-ConfigureAWSPackage"
  association_name    = "metrics-agent"
  schedule_expression = "rate(1 day)"
  max_concurrency     = "10%"
  max_errors          = "5%"

  parameters = {
    action  = "Install"
    name    = "AmazonCloudWatchAgent"
    version = var.agent_version
  }

  targets {
    key    = "tag:environment"
    values = ["production"]
  }
}
