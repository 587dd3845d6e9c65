variable "users" {
  default = [
    { name = "ann", role = "dev", age = 30 },
    { name = "bob", role = "ops", age = 25 },
    { name = "cid", role = "dev", age = 41 },
  ]
}
output "by_role" {
  value = { for u in var.users : u.role => u.name... }
}
output "index" {
  value = { for i, u in var.users : u.name => i if u.age > 26 }
}
output "nested" {
  value = [for r in distinct(var.users[*].role) : { role = r, names = [for u in var.users : u.name if u.role == r] }]
}
output "flat" {
  value = flatten([for u in var.users : [for n in range(2) : "${u.name}${n}"]])
}
output "set" {
  value = [for s in toset(["b", "a"]) : upper(s)]
}
output "map" {
  value = { for k, v in { b = 1, a = 2 } : v => k }
}
output "str" {
  value = join("", [for u in var.users : "%{if u.role == "dev"}${u.name};%{else}-%{endif}"])
}
output "avg" {
  value = sum(var.users[*].age) / length(var.users)
}
output "keyed" {
  value = { for k in ["x", "y"] : (k) => { "${k}-id" = k } }
}
