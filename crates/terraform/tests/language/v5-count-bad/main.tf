resource "terraform_data" "neg" {
  count = -1
}
resource "terraform_data" "frac" {
  count = 1.5
}
resource "terraform_data" "nul" {
  count = null
}
resource "terraform_data" "lst" {
  count = [1]
}
resource "terraform_data" "word" {
  count = "two"
}
resource "terraform_data" "yes" {
  count = true
}
module "m" {
  source = "./m"
  count  = -3
}
