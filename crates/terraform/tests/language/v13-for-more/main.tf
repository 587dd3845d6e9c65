locals {
  users = { alice = { role = "admin", groups = ["a", "b"] }, bob = { role = "dev", groups = ["b"] }, eve = { role = "dev", groups = [] } }
  nums  = [5, 3, 9, 1]
}
output "by_role" {
  value = { for n, u in local.users : u.role => n... }
}
output "pairs" {
  value = flatten([for n, u in local.users : [for g in u.groups : { user = n, group = g }]])
}
output "by_group" {
  value = { for p in flatten([for n, u in local.users : [for g in u.groups : { u = n, g = g }]]) : p.g => p.u... }
}
output "idx" {
  value = [for i, n in local.nums : "${i}:${n}" if n > 2 && i % 2 == 0]
}
output "nested" {
  value = { for n, u in local.users : n => { for g in u.groups : g => length(g) } if length(u.groups) > 0 }
}
output "set" {
  value = toset([for n, u in local.users : u.role])
}
output "sorted" {
  value = [for s in sort([for n in local.nums : format("%03d", n)]) : tonumber(s)]
}
output "str" {
  value = join(", ", [for k, v in local.users : "${k}=${v.role}"])
}
output "tuple" {
  value = [for x in [1, "a", true, null, [2]] : x]
}
output "objkeys" {
  value = { for k in keys(local.users) : upper(k) => { name = k, idx = index(keys(local.users), k) } }
}
output "zip" {
  value = zipmap([for k, v in local.users : k], [for k, v in local.users : v.role])
}
output "cond" {
  value = [for n in local.nums : n > 4 ? "big" : n]
}
output "shadow" {
  value = [for local in [1, 2] : local]
}
output "eachname" {
  value = [for each in ["q"] : each]
}
resource "terraform_data" "r" {
  for_each = { for p in flatten([for n, u in local.users : [for g in u.groups : { user = n, group = g }]]) : "${p.user}/${p.group}" => p }
  input    = each.value.group
}
