locals {
  ports = { http = 80, https = 443 }
}
resource "terraform_data" "cfg" {
  input = templatefile("${path.module}/cfg.tftpl", {
    name  = "web"
    ports = local.ports
    users = [{ n = "ann", admin = true }, { n = "bob", admin = false }]
    empty = []
  })
}
output "str" {
  value = templatestring(local.t, { a = 1 })
}
locals {
  t = "v=$${a}"
}
