data "terraform_remote_state" "s" {
  backend = "local"
  config = {
    path = "${path.module}/x.tfstate"
  }
}
output "o" {
  value = data.terraform_remote_state.s.outputs
}
