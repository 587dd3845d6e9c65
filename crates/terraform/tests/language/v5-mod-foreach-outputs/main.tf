variable "teams" {
  type = map(object({
    size  = optional(number, 1)
    lead  = string
    roles = optional(set(string), ["dev"])
  }))
  default = {
    red  = { lead = "ann", size = 3 }
    blue = { lead = "bob", roles = ["ops", "dev"] }
  }
}
module "team" {
  source   = "./team"
  for_each = var.teams
  name     = each.key
  spec     = each.value
}
output "leads" {
  value = { for k, m in module.team : k => m.lead }
}
output "all" {
  value = module.team
}
output "one" {
  value = module.team["red"].members[*].id
}
