module "queue" {
  source   = "./queue"
  for_each = toset(["orders", "returns"])

  name = each.key
}

output "arns" {
  value = { for name, queue in module.queue : name => queue.arn }
}

output "names" {
  value = [for queue in module.queue : queue.full_name]
}
