data "terraform_remote_state" "r" {
  backend = "local"
  config  = { path = "x.tfstate" }
}
output "x" {
  value = data.terraform_remote_state.r.outputs.y
}
