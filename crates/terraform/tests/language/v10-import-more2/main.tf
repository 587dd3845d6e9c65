locals {
  ids = { a = "1", b = "2" }
}
import {
  for_each = local.ids
  to       = terraform_data.a[each.key]
  id       = each.value
}
import {
  to = module.m.terraform_data.x[0]
  id = "mx"
}
resource "terraform_data" "a" {
  for_each = local.ids
  input    = each.value
}
module "m" {
  source = "./m"
}
