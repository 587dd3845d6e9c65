module "a" {
  source = "./m"
  n      = null
  d      = null
}
module "b" {
  source = "./m"
  n      = "x"
  v      = 50
}
module "c" {
  source = "./m"
  for_each = toset(["p", "q"])
  n      = each.key
  v      = each.key == "p" ? 1 : 99
}
