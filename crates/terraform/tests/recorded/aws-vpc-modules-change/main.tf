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
  zones  = ["us-east-1a", "us-east-1c", "us-east-1d"]
  nat    = true
}
module "web" {
  source   = "./web"
  for_each = toset(["green", "red"])
  name     = each.key
  subnets  = module.net.private
  vpc      = module.net.vpc
}
moved {
  from = module.web["blue"]
  to   = module.web["red"]
}
output "subnets" { value = module.net.private }
