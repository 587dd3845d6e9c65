data "terraform_remote_state" "net" {
  backend = "local"
  config = {
    path = "${path.module}/other.tfstate"
  }
  defaults = {
    missing = "default"
  }
}
resource "terraform_data" "a" {
  input = {
    vpc  = data.terraform_remote_state.net.outputs.vpc
    miss = data.terraform_remote_state.net.outputs.missing
  }
}
output "all" {
  value = data.terraform_remote_state.net.outputs
}
output "w" {
  value = data.terraform_remote_state.net.workspace
}
