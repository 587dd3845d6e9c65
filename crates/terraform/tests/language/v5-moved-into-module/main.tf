module "data" {
  source = "./data"
}
module "new" {
  source   = "./old"
  for_each = toset(["main"])
}
resource "terraform_data" "front" {
  count = 3
  input = "w${count.index}"
}
moved {
  from = terraform_data.db
  to   = module.data.terraform_data.db
}
moved {
  from = module.old
  to   = module.new["main"]
}
moved {
  from = terraform_data.web
  to   = terraform_data.front
}
