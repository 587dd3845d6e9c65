variable "s" {
  default   = 2
  sensitive = true
}
resource "terraform_data" "u" {}
resource "terraform_data" "a" {
  count = var.s
}
resource "terraform_data" "b" {
  count = null
}
resource "terraform_data" "c" {
  count = -1
}
resource "terraform_data" "d" {
  count = 1.5
}
resource "terraform_data" "e" {
  count = "two"
}
resource "terraform_data" "f" {
  count = [1]
}
resource "terraform_data" "g" {
  count = length(terraform_data.u.id)
}
resource "terraform_data" "h" {
  count = true
}
resource "terraform_data" "i" {
  count = "3"
}
resource "terraform_data" "j" {
  count = terraform_data.u.output ? 1 : 0
}
module "m" {
  source = "./m"
  count  = terraform_data.u.output
}
module "n" {
  source = "./m"
  count  = "x"
}
