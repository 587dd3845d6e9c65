resource "terraform_data" "new" {
  input = 1
}
resource "terraform_data" "each" {
  for_each = { a = 1, b = 2 }
  input    = each.value
}
module "n" {
  source   = "./m"
  for_each = toset(["k"])
}
moved {
  from = terraform_data.old
  to   = terraform_data.mid
}
moved {
  from = terraform_data.mid
  to   = terraform_data.new
}
moved {
  from = terraform_data.each[0]
  to   = terraform_data.each["a"]
}
moved {
  from = terraform_data.each[1]
  to   = terraform_data.each["b"]
}
moved {
  from = module.o
  to   = module.n["k"]
}
moved {
  from = terraform_data.solo
  to   = module.n["k"].terraform_data.in
}
