module "a" {
  source = "./m"
  n      = "x"
  d      = null
  e      = null
  o      = { a = null }
}
output "a" {
  value = module.a
}
