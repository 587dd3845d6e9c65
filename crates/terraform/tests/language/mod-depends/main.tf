resource "terraform_data" "first" {
  input = "f"
}
module "m" {
  source     = "./m"
  depends_on = [terraform_data.first]
}
output "o" {
  value = module.m.o
}
