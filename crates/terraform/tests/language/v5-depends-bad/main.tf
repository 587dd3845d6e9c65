resource "terraform_data" "a" {
  depends_on = [terraform_data.b.id, "terraform_data.c", var.x, local.y, terraform_data.nope, module.m.out, module.zz]
}
resource "terraform_data" "b" {
  depends_on = terraform_data.a
}
resource "terraform_data" "c" {
  depends_on = [terraform_data.a[0], data.terraform_remote_state.s, path.module, upper("x")]
}
module "m" {
  source     = "./m"
  depends_on = [terraform_data.c, each.key]
}
