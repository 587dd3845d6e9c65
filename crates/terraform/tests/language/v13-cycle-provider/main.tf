provider "terraform" {
}
resource "terraform_data" "a" {
  input      = module.m.o
  depends_on = [terraform_data.z]
}
resource "terraform_data" "z" {
  input = terraform_data.a.id
}
module "m" {
  source     = "./m"
  depends_on = [terraform_data.a]
}
