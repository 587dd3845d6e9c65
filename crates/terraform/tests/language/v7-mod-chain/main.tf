module "net" {
  source = "./net"
  cidr   = "10.0.0.0/16"
  azs    = ["a", "b", "c"]
}
module "app" {
  source  = "./app"
  subnets = module.net.subnets
  count   = length(module.net.subnets) > 2 ? 1 : 0
}
output "subnets" {
  value = module.net.subnets
}
output "app" {
  value = one(module.app[*].first)
}
