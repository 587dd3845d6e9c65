module "m" {
  source = "./m"
  list   = [for x in module.m.list : x]
}
module "n" {
  source = "./m"
  list   = "x"
}
output "a" {
  value = module.m.private
}
output "b" {
  value = module.m.terraform_data.x
}
output "c" {
  value = module.n.lists
}
