variable "tag" {}
variable "conf" {}
resource "terraform_data" "d" {
  input            = { tag = var.tag, list = var.conf.list }
  triggers_replace = var.conf.id
}
output "out" {
  value = { tag = var.tag, id = terraform_data.d.id, in = terraform_data.d.input, opt = var.conf.opt }
}
