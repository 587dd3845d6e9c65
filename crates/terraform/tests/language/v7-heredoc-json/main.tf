locals {
  policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [%{for i, s in ["s3", "ec2"]}${i > 0 ? "," : ""}
        { "Action": "${s}:*" }%{endfor}
      ]
    }
  JSON
}
resource "terraform_data" "p" {
  input = local.policy
}
output "actions" {
  value = jsondecode(local.policy).Statement[*].Action
}
