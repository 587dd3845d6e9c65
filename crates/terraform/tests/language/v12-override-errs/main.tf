variable "a" {
  type    = string
  default = "x"
}
output "o" {
  value = 1
}
resource "terraform_data" "r" {
  input = 1
}
module "m" {
  source = "./m"
}
