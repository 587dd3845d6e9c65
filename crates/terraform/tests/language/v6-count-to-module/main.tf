module "a" {
  source   = "./m"
  for_each = { one = 0, two = 1, three = 2 }
  v        = each.value
}
moved {
  from = module.a[0]
  to   = module.a["one"]
}
moved {
  from = module.a[1]
  to   = module.a["two"]
}
