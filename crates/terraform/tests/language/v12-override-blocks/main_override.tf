output "o" {
  depends_on = [terraform_data.r]
}
data "terraform_remote_state" "d" {
  depends_on = [terraform_data.r]
}
resource "terraform_data" "r" {
  depends_on = []
}
module "m" {
  depends_on = [terraform_data.r]
}
provider "terraform" {
}
provider "terraform" {
  alias = "y"
}
provider "terraform" {
  alias = "z"
}
check "k" {
  assert {
    condition     = terraform_data.r.id == "y"
    error_message = "y"
  }
}
