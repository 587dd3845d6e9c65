
resource "terraform_data" "a" { input = "x" }
data "terraform_remote_state" "later" {
  backend = "local"
  config = { path = "${terraform_data.a.id}.tfstate" }
}
data "terraform_remote_state" "pending" {
  backend = "local"
  config = { path = "other.json" }
  depends_on = [terraform_data.a]
}
data "terraform_remote_state" "many" {
  count = 2
  backend = "local"
  workspace = terraform_data.a.id
  defaults = { a = 1, b = terraform_data.a.id }
}
output "o" { value = data.terraform_remote_state.later.outputs }
