variable "a" {
  default = "x"
  depends_on = 1
}
output "o" {
  value = 1
}
resource "terraform_data" "r" {
  input = 1
}
data "terraform_remote_state" "d" {
  backend = "local"
}
module "m" {
  source = "./m"
}
