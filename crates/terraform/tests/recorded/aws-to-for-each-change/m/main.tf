variable "name" {}
resource "aws_sns_topic" "t" { name = var.name }
output "arn" { value = aws_sns_topic.t.arn }
