resource "terraform_data" "cnt" {
  count = 1
  input = count.index
}
resource "terraform_data" "each" {
  for_each = { b = 2, c = 3 }
  input    = each.value
}
resource "terraform_data" "single" {
  for_each = toset(["s"])
  input    = 1
}
resource "terraform_data" "wascount" {
}
module "m" {
  source   = "./m"
  for_each = toset(["y", "z"])
}
