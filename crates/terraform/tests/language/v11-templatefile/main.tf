locals {
  servers = [{ name = "a", ports = [80, 443] }, { name = "b", ports = [] }]
}
resource "terraform_data" "conf" {
  input = templatefile("${path.module}/tpl/conf.tftpl", { servers = local.servers, title = "T", opt = null })
}
resource "terraform_data" "unk" {
  input = templatefile("tpl/id.tftpl", { id = terraform_data.conf.id })
}
output "s" {
  value = templatestring(local.t, { x = 1, y = [1, 2] })
}
locals {
  t = "x=$${x} %%{ for i in y }<$${i}>%%{ endfor }"
}
