output "o" {
  depends_on = [terraform_data.r]
}
data "terraform_remote_state" "d" {
  depends_on = [terraform_data.r]
}
module "m" {
  depends_on = [terraform_data.r]
}
terraform {
  cloud {}
  backend "local" {}
}
