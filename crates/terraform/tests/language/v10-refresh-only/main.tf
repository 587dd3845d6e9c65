resource "terraform_data" "a" {
  input = 2
}
output "a" {
  value = terraform_data.a.input
}
output "n" {
  value = "new"
}
output "m" {
  value = module.m.x
}
module "m" {
  source = "./m"
}
