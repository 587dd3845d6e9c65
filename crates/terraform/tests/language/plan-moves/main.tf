resource "terraform_data" "new" {
  input = "b"
}
moved {
  from = terraform_data.old
  to   = terraform_data.new
}
resource "terraform_data" "each" {
  for_each = toset(["a", "b"])
  input    = each.key
}
moved {
  from = terraform_data.cnt[0]
  to   = terraform_data.each["a"]
}
moved {
  from = terraform_data.cnt[1]
  to   = terraform_data.each["b"]
}
module "new_m" {
  source = "./m"
  count  = 1
}
moved {
  from = module.old_m
  to   = module.new_m[0]
}
module "single_m" {
  source = "./m2"
}
moved {
  from = terraform_data.single
  to   = module.single_m.terraform_data.y
}
resource "terraform_data" "chain3" {
  input = "c"
}
moved {
  from = terraform_data.chain1
  to   = terraform_data.chain2
}
moved {
  from = terraform_data.chain2
  to   = terraform_data.chain3
}
