provider "terraform" {
}
module "m" {
  source = "./m"
  providers = {
    terraform = terraform
  }
}
resource "terraform_data" "x" {
  provider = terraform
  input    = module.m.o
}
