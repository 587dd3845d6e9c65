module "a" {
  source   = "./m"
  for_each = var.set
  name     = each.value.foo
}
variable "set" {
  type = set(string)
}
output "o" {
  value = module.a.name
}
output "p" {
  value = module.a["x"].nope
}
output "q" {
  value = [for m in module.a : m.name]
}
resource "terraform_data" "c" {
  count = length(var.set)
  input = each.key
}
resource "terraform_data" "d" {
  for_each = var.set
  input    = count.index
}
output "r" {
  value = terraform_data.c.id
}
output "s" {
  value = terraform_data.d["x"].nope
}
output "t" {
  value = terraform_data.c[0].output.anything
}
