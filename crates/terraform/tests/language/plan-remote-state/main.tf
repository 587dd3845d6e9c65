data "terraform_remote_state" "a" {
  backend = "local"
  config = {
    path = "other.tfstate"
  }
  defaults = {
    x = 1
    z = "dz"
  }
}
output "x" {
  value = data.terraform_remote_state.a.outputs.x
}
output "all" {
  value     = data.terraform_remote_state.a.outputs
  sensitive = true
}
resource "terraform_data" "r" {
  input = data.terraform_remote_state.a.outputs.list[1]
}
