variable "tok" {
  ephemeral = true
  type      = string
  default   = "t"
}
variable "both" {
  ephemeral = true
  sensitive = true
  default   = "t"
}
resource "terraform_data" "b" {
  count = var.tok == "t" ? 1 : 0
}
resource "terraform_data" "c" {
  for_each = toset([var.both])
}
resource "terraform_data" "d" {
  count = var.both
}
resource "terraform_data" "e" {
  for_each = { (var.tok) = 1 }
  input    = var.tok
}
module "m" {
  source   = "./m"
  for_each = toset([var.tok])
}
module "n" {
  source = "./m"
  count  = length(var.tok)
}
