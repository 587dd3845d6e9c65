variable "env" {
  default = "dev"
}
locals {
  base = { Environment = var.env, Team = "a" }
  extra = var.env == "prod" ? { Critical = "yes" } : {}
  tags  = merge(local.base, local.extra, { Name = format("%s-%02d", var.env, 7) })
}
resource "terraform_data" "a" {
  for_each = { for k, v in local.tags : lower(k) => v if k != "Team" }
  input    = { (each.key) = each.value, len = length(each.value) }
}
output "sorted" {
  value = [for k in reverse(sort(keys(local.tags))) : "${k}:${local.tags[k]}"]
}
