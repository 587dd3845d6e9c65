module "a" {
  source = "./m"
  count  = 1
}
module "b" {
  source    = "./m"
  providers = { terraform = terraform }
}
module "c" {
  source     = "./mid"
  depends_on = [module.b]
}
module "d" {
  source    = "./n"
  providers = { terraform = terraform }
}
