resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.machine.arn

  definition = templatefile("${path.module}/orders.asl.json", {
    table  = aws_dynamodb_table.orders.name
    charge = aws_lambda_function.charge.arn
    queue  = aws_sqs_queue.refused.url
  })
}

output "machine" {
  value = aws_sfn_state_machine.orders.arn
}
