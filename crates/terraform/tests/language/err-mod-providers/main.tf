module "m" {
  source = "./m"
  providers = {
    terraform.other = terraform
    nope            = terraform.west
    "x"             = terraform
  }
}
module "n" {
  source    = "./m"
  providers = [1]
}
resource "terraform_data" "x" {
  provider = terraform.east
}
