resource "terraform_data" "a" {
  input = "x"
}
locals {
  v = terraform_data.a.output == "x" ? ["p"] : ["q", "r"]
}
output "len" {
  value = length(local.v)
}
output "join" {
  value = join(",", local.v)
}
output "fmt" {
  value = format("%s-%d", terraform_data.a.id, 5)
}
output "sub" {
  value = substr(terraform_data.a.id, 0, 3)
}
output "contains" {
  value = contains([terraform_data.a.id], "z")
}
output "max" {
  value = max(1, length(terraform_data.a.id))
}
output "distinct" {
  value = distinct([terraform_data.a.id, "a", "a"])
}
output "tomap" {
  value = tomap({ k = terraform_data.a.id })
}
output "lookup" {
  value = lookup({ a = 1 }, terraform_data.a.id, 0)
}
output "trim" {
  value = trimspace(" ${terraform_data.a.id} ")
}
