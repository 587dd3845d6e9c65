resource "terraform_data" "a" {
  input = "x"
}
resource "terraform_data" "keys" {
  for_each = { (terraform_data.a.id) = 1 }
}
resource "terraform_data" "vals" {
  for_each = { a = terraform_data.a.id }
  input    = each.value
}
resource "terraform_data" "set" {
  for_each = toset([terraform_data.a.id, "b"])
}
resource "terraform_data" "cnt" {
  count = length(terraform_data.a.output)
}
module "m" {
  source   = "./m"
  for_each = toset([terraform_data.a.id])
}
module "n" {
  source = "./m"
  count  = terraform_data.a.id == "" ? 1 : 0
}
