locals {
  apps = {
    web = { ports = [80, 443], tags = { tier = "front" } }
    db  = { ports = [5432], tags = {} }
  }
}
module "app" {
  source   = "./app"
  for_each = local.apps
  name     = each.key
  ports    = each.value.ports
  tags     = merge(each.value.tags, { app = each.key })
}
module "counted" {
  source = "./app"
  count  = length(local.apps)
  name   = "n${count.index}"
  ports  = []
  depends_on = [module.app]
}
output "all" {
  value = { for k, a in module.app : k => a.summary }
}
output "counted" {
  value = module.counted[*].summary
}
output "whole" {
  value = module.app["web"]
}
