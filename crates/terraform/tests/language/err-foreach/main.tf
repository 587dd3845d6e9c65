resource "terraform_data" "a" {
  for_each = ["x", "y"]
}
resource "terraform_data" "b" {
  for_each = 5
}
resource "terraform_data" "c" {
  for_each = null
}
resource "terraform_data" "d" {
  for_each = toset([1, 2])
}
resource "terraform_data" "e" {
  for_each = toset([null, "x"])
}
resource "terraform_data" "f" {
  for_each = toset([terraform_data.u.id])
}
resource "terraform_data" "u" {
}
resource "terraform_data" "g" {
  for_each = { (terraform_data.u.id) = 1 }
}
resource "terraform_data" "h" {
  for_each = sensitive({ a = 1 })
}
resource "terraform_data" "i" {
  for_each = terraform_data.u.output
}
resource "terraform_data" "j" {
  for_each = toset([{ a = 1 }])
}
resource "terraform_data" "k" {
  for_each = { a = sensitive("x") }
  input    = each.value
}
resource "terraform_data" "l" {
  for_each = toset([sensitive("x")])
}
module "m" {
  source   = "./m"
  for_each = "abc"
}
