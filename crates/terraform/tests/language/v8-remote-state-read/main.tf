data "terraform_remote_state" "net" {
  backend = "local"
  config = {
    path = "${path.module}/other.tfstate"
  }
  defaults = {
    extra = "d"
    vpc   = "no"
  }
}
data "terraform_remote_state" "missing" {
  backend = "local"
  config = {
    path = "nope.tfstate"
  }
  defaults = {
    a = 1
  }
}
output "all" {
  value = data.terraform_remote_state.net.outputs
}
output "vpc" {
  value = data.terraform_remote_state.net.outputs.vpc
}
resource "terraform_data" "a" {
  input = data.terraform_remote_state.net.outputs.subnets[1]
}
