module "b" {
  source   = "./m"
  for_each = toset(["x"])
  n        = 1
}
module "c" {
  source = "./m"
  n      = 2
}
output "c" {
  value = module.c.o
}
