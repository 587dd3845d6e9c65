module "queue" {
  source = "./queue"
  name   = "orders"
}

moved {
  from = aws_sqs_queue.orders
  to   = module.queue.aws_sqs_queue.main
}
