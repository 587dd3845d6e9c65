variable "subnets" {
  type = map(string)
}
resource "terraform_data" "srv" {
  for_each         = var.subnets
  triggers_replace = each.value
}
output "first" {
  value = values(terraform_data.srv)[0].triggers_replace
}
