output "o" {
  value = local.zz
}
module "m" {
  source = "./m"
}
