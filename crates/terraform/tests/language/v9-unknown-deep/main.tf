resource "terraform_data" "a" {
  input = "i"
}
module "m" {
  source = "./m"
  id     = terraform_data.a.id
  obj    = { id = terraform_data.a.id, k = "v" }
  list   = [terraform_data.a.id, "x"]
}
output "all" {
  value = module.m.all
}
output "cond" {
  value = terraform_data.a.id == "x" ? { a = 1 } : { a = 2 }
}
output "len" {
  value = length(module.m.all.list)
}
output "tpl" {
  value = "pre-${terraform_data.a.id}-post"
}
output "starts" {
  value = startswith("pre-${terraform_data.a.id}", "pre-")
}
output "isnull" {
  value = terraform_data.a.id == null
}
output "map" {
  value = { for k in ["x"] : k => terraform_data.a.id }
}
output "json" {
  value = jsonencode({ id = terraform_data.a.id })
}
output "coalesce" {
  value = coalesce(terraform_data.a.id, "x")
}
output "try" {
  value = try(terraform_data.a.output.x, "y")
}
output "set" {
  value = toset([terraform_data.a.id, "x"])
}
output "flat" {
  value = flatten([[terraform_data.a.id], ["b"]])
}
output "merge" {
  value = merge({ a = 1 }, { b = terraform_data.a.id })
}
output "out" {
  value = terraform_data.a
}
