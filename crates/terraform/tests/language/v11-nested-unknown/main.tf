resource "terraform_data" "root" {
  input = { a = 1 }
}
module "l1" {
  source   = "./l1"
  for_each = { x = terraform_data.root.id, y = "known" }
  name     = each.key
  val      = each.value
  conf     = { id = terraform_data.root.output, list = [each.value, each.key] }
}
output "all" {
  value = module.l1
}
output "names" {
  value = [for k, m in module.l1 : "${k}=${m.name}"]
}
output "vals" {
  value = { for k, m in module.l1 : k => m.val... }
}
output "keys" {
  value = keys(module.l1)
}
output "known" {
  value = module.l1["y"].val
}
output "len" {
  value = length(module.l1["x"].nested)
}
