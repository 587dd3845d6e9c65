variable "s" {
  type      = map(string)
  sensitive = true
  default   = { a = "1" }
}
variable "n" {
  type      = number
  sensitive = true
  default   = 2
}
resource "terraform_data" "a" {
  for_each = var.s
}
resource "terraform_data" "b" {
  for_each = toset(keys(var.s))
}
resource "terraform_data" "c" {
  count = var.n
  input = count.index
}
module "m" {
  source   = "./m"
  for_each = var.s
}
