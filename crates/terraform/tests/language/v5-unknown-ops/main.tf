resource "terraform_data" "a" {
  input = "v"
}
locals {
  id = terraform_data.a.id
  mixed = {
    known = 1
    un    = local.id
  }
}
output "concat" {
  value = concat(["a"], [local.id])
}
output "tmpl" {
  value = "pre-${local.id}-post"
}
output "cond" {
  value = local.id == "x" ? "yes" : "no"
}
output "cond2" {
  value = local.id == "x" ? { a = 1 } : { a = 2 }
}
output "len" {
  value = length([local.id, local.id])
}
output "lens" {
  value = length(local.id)
}
output "set" {
  value = toset([local.id, "b"])
}
output "merge" {
  value = merge(local.mixed, { k = local.id })
}
output "keys" {
  value = keys(local.mixed)
}
output "vals" {
  value = values(local.mixed)
}
output "isnull" {
  value = local.id == null
}
output "coal" {
  value = coalesce(local.id, "d")
}
output "json" {
  value = jsonencode(local.mixed)
}
output "decode" {
  value = jsondecode(local.id)
}
output "split" {
  value = split("-", local.id)
}
output "for" {
  value = [for k, v in local.mixed : "${k}=${v}"]
}
output "forif" {
  value = [for k, v in local.mixed : k if v != "x"]
}
output "mapfor" {
  value = { for k, v in local.mixed : v => k }
}
output "idx" {
  value = ["a", "b"][length(local.id) > 3 ? 0 : 1]
}
output "try" {
  value = try(local.id, "fallback")
}
output "can" {
  value = can(local.id)
}
output "lookup" {
  value = lookup(local.mixed, "un", "none")
}
output "out" {
  value = terraform_data.a.output
}
output "starts" {
  value = startswith("pre-${local.id}", "pre-")
}
