variable "s" {
  default   = { pw = "p", list = ["a", "b"], n = 5 }
  sensitive = true
}
locals {
  derived = { a = var.s.pw, b = "open", c = [var.s.n, 1] }
  count   = nonsensitive(length(var.s.list))
}
resource "terraform_data" "a" {
  input = local.derived
}
resource "terraform_data" "b" {
  count            = local.count
  input            = "x-${var.s.pw}-${count.index}"
  triggers_replace = { k = var.s.list, j = jsonencode(var.s) }
}
resource "terraform_data" "c" {
  input = sensitive([1, 2])
}
resource "terraform_data" "d" {
  input = {
    cond = var.s.n > 3 ? "yes" : "no"
    tern = true ? var.s.pw : "x"
    set  = toset([var.s.pw, "y"])
    map  = tomap({ a = var.s.pw })
    tpl  = "%{ for x in var.s.list }${x}%{ endfor }"
    keys = keys(var.s)
    iss  = issensitive(var.s.pw)
    obj  = { for k, v in var.s : k => v }
  }
}
output "o" {
  value     = terraform_data.a.output
  sensitive = true
}
output "n" {
  value = nonsensitive(var.s.n)
}
module "m" {
  source = "./m"
  in     = var.s.pw
}
output "m" {
  value     = module.m.out
  sensitive = true
}
output "msens" {
  value     = module.m.hidden
  sensitive = true
}
