resource "terraform_data" "a" {
  depends_on = [terraform_data.b.id, module.m.x, var.v, local.l, "x", foo, 1, each.key, data.x.y]
}
module "m" {
  source     = "./m"
  depends_on = terraform_data.a
}
output "o" {
  value      = 1
  depends_on = [terraform_data.zz]
}
data "terraform_remote_state" "s" {
  backend    = "local"
  depends_on = ["terraform_data.a"]
}
