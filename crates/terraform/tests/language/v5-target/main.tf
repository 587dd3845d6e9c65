resource "terraform_data" "a" {
  input = 2
}
resource "terraform_data" "b" {
  input = terraform_data.a.output
}
resource "terraform_data" "c" {
  input = terraform_data.b.output
}
module "m" {
  source = "./m"
  v      = terraform_data.c.output
}
output "c" {
  value = terraform_data.c.output
}
output "y" {
  value = module.m.y
}
