module "m" {
  source = "./m"
  for_each = { good = "abc", bad = "ABC" }
  name   = each.value
  n      = each.key == "bad" ? -1 : 1
}
