resource "terraform_data" "a" {
  count = 3
  input = terraform_data.base.output
}
resource "terraform_data" "base" {
  input = "b"
}
resource "terraform_data" "other" {
}
module "m" {
  source = "./m"
  count  = 2
}
output "a" {
  value = terraform_data.a[*].id
}
output "base" {
  value = terraform_data.base.id
}
