module "m" {
  source = "./m"
  a      = null
  b      = null
  c      = null
  d      = null
}
output "o" {
  value = module.m.o
}
