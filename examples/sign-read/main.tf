resource "aws_sqs_queue" "orders" {
  name = "orders"
}

data "aws_iam_policy_document" "send" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.orders.arn]
  }
}

resource "aws_iam_policy" "send" {
  name   = "send"
  policy = data.aws_iam_policy_document.send.json
}
