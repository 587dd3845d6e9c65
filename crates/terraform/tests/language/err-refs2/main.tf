resource "terraform_data" "main" {
}
resource "terraform_data" "counted" {
  count = 2
}
resource "terraform_data" "each" {
  for_each = { a = 1 }
}
output "o3" {
  value = terraform_data.counted.id
}
output "o4" {
  value = terraform_data.counted[2].id
}
output "o5" {
  value = terraform_data.each["b"].id
}
output "o6" {
  value = module.m["x"].y
}
output "o7" {
  value = module.c.y
}
output "o8" {
  value = module.c[3].y
}
output "o9" {
  value = terraform_data.each.id
}
output "o10" {
  value = terraform_data.main[0].id
}
output "o11" {
  value = terraform_data.counted[*].idd
}
output "o12" {
  value = module.c[0].z
}
module "m" {
  source = "./m"
}
module "c" {
  source = "./m"
  count  = 2
}
