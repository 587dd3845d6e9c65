variable "name" {
  type = string
}

resource "aws_sqs_queue" "dead" {
  name = "${var.name}-dead"
}

resource "aws_sqs_queue" "main" {
  name = var.name

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

output "arn" {
  value = aws_sqs_queue.main.arn
}

output "full_name" {
  value = "queue ${var.name}"
}
