module "m" {
  source   = "./m"
  for_each = toset(["a", "b"])
  name     = each.key
}
resource "terraform_data" "root" {
  input = module.m["a"].id
}
resource "terraform_data" "other" {
}
output "ids" {
  value = { for k, m in module.m : k => m.id }
}
output "static" {
  value = "s"
}
