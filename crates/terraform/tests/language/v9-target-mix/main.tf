module "a" {
  source = "./m"
  n      = 2
}
module "b" {
  source = "./m"
  n      = 1
}
resource "terraform_data" "y" {
  for_each = { k = 1, l = 2 }
  input    = module.b.ids
}
resource "terraform_data" "z" {
  input = terraform_data.y["k"].id
}
output "o" {
  value = module.a.ids
}
output "z" {
  value = terraform_data.z.id
}
