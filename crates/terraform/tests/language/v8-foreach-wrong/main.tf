variable "s" {
  default   = { a = 1 }
  sensitive = true
}
resource "terraform_data" "u" {}
resource "terraform_data" "a" {
  for_each = var.s
}
resource "terraform_data" "b" {
  for_each = null
}
resource "terraform_data" "c" {
  for_each = ["a"]
}
resource "terraform_data" "d" {
  for_each = toset([1, 2])
}
resource "terraform_data" "e" {
  for_each = toset(["a", null])
}
resource "terraform_data" "f" {
  for_each = "abc"
}
resource "terraform_data" "g" {
  for_each = toset([terraform_data.u.id])
}
resource "terraform_data" "h" {
  for_each = { (terraform_data.u.id) = 1 }
}
resource "terraform_data" "i" {
  for_each = terraform_data.u.output
}
resource "terraform_data" "j" {
  for_each = toset([["a"]])
}
resource "terraform_data" "k" {
  for_each = { for i in [1] : i => terraform_data.u.id }
  input    = each.valeu
}
resource "terraform_data" "l" {
  for_each = toset([sensitive("x")])
}
module "m" {
  source   = "./m"
  for_each = [1]
}
module "n" {
  source   = "./m"
  for_each = tomap(null)
}
