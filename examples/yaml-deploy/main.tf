locals {
  machine = <<-YAML
    StartAt: Greet
    States:
      Greet: { Type: Pass, Result: hello, End: true }
  YAML
}

resource "aws_sfn_state_machine" "greet" {
  name       = "greet"
  role_arn   = "arn:aws:iam::123456789012:role/greet"
  definition = jsonencode(yamldecode(local.machine)) # in your own: file("${path.module}/machine.asl.yaml")
}
