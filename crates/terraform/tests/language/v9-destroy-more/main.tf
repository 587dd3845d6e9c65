variable "v" {
  default = "x"
}
resource "terraform_data" "a" {
  input = { k = "v", n = [1] }
}
resource "terraform_data" "b" {
  count = 2
  input = terraform_data.a.id
}
module "m" {
  source = "./m"
}
output "o" {
  value = terraform_data.a.output
}
output "s" {
  value     = 1
  sensitive = true
}
output "new" {
  value = 2
}
