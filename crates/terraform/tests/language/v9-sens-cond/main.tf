variable "s" {
  default   = { a = "x", n = 3, l = [1, 2] }
  sensitive = true
}
locals {
  cond = var.s.n > 2 ? "big" : "small"
  keys = keys(var.s)
  len  = length(var.s.l)
  fmt  = format("%s-%d", var.s.a, 3)
  list = [for x in var.s.l : x * 2]
  map  = { for x in ["a"] : x => var.s.a }
  tpl  = <<-EOT
    value: ${var.s.a}
  EOT
}
resource "terraform_data" "a" {
  input = {
    cond = local.cond
    keys = local.keys
    len  = local.len
    fmt  = local.fmt
    list = local.list
    map  = local.map
    tpl  = local.tpl
    pub  = "p"
  }
}
resource "terraform_data" "b" {
  input            = [var.s.a, "x"]
  triggers_replace = var.s
}
resource "terraform_data" "c" {
  input = terraform_data.a.output
}
output "s" {
  value     = terraform_data.a.input
  sensitive = true
}
output "n" {
  value = nonsensitive(local.len)
}
