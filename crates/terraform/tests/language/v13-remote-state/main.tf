data "terraform_remote_state" "a" {
  backend   = "local"
  workspace = "prod"
  config = {
    path          = "states/a.tfstate"
    workspace_dir = "ws"
  }
}
data "terraform_remote_state" "b" {
  for_each = toset(["x", "y"])
  backend  = "local"
  config = {
    path = "states/${each.key}.tfstate"
  }
  defaults = { only = "default", v = 0 }
}
output "b" {
  value = { for k, d in data.terraform_remote_state.b : k => d.outputs }
}
output "sens" {
  value     = data.terraform_remote_state.b["y"].outputs.secret
  sensitive = true
}
output "def" {
  value = data.terraform_remote_state.b["x"].defaults
}
output "whole" {
  value = data.terraform_remote_state.a.outputs
}
