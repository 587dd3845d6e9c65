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
provider "terraform" {
  alias = "y"
}
check "k" {
  assert {
    condition     = terraform_data.r.id == "x"
    error_message = "x"
  }
}
