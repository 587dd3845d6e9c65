provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
module "net" {
  source = "./net"
  cidr   = "10.1.0.0/16"
  zones  = ["us-east-1a", "us-east-1b"]
}
module "web" {
  source   = "./web"
  for_each = toset(["blue", "green"])
  name     = each.key
  subnets  = module.net.private
  vpc      = module.net.vpc
}
output "subnets" { value = module.net.private }
