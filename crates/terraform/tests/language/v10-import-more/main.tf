locals {
  ids = { a = "1", b = "2" }
}
import {
  for_each = local.ids
  to       = terraform_data.a[each.key]
  id       = each.value
}
import {
  to = module.m.terraform_data.x
  id = "mx"
}
import {
  to = terraform_data.z
  id = "z-${local.ids.a}"
}
resource "terraform_data" "a" {
  for_each = local.ids
}
resource "terraform_data" "z" {
}
module "m" {
  source = "./m"
}
