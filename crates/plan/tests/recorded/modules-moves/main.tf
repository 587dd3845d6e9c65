
module "kept" {
  source   = "./m"
  for_each = toset(["a.b", "c\"d"])
  v = each.key
}
module "counted" {
  source = "./m"
  count  = 1
  v = "n"
}
moved {
  from = module.old
  to   = module.kept["a.b"]
}
moved {
  from = terraform_data.lone
  to   = module.kept["a.b"].terraform_data.moved_in
}
moved {
  from = module.kept["a.b"].terraform_data.out
  to   = terraform_data.came_out
}
resource "terraform_data" "came_out" { input = "changed" }
