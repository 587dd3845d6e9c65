variable "x" {
  type    = object({ a = string, b = optional(number) })
  default = { a = 1, c = 2 }
}
variable "y" {
  type    = list(string)
  default = null
}
locals {
  a = var.x.c
  b = var.x.a.b
  c = var.y[0].z
  d = var.y.foo
  e = [for k, v in var.x : k.z]
  f = merge(var.x, var.y)
  g = module.m.out.x
  h = module.m[0]
  i = terraform_data.t.input.foo
  j = terraform_data.t.output[0]
  k = terraform_data.t.nope
  l = terraform_data.t.id.x
  m = data.terraform_remote_state.r.outputs.foo.bar
  n = data.terraform_remote_state.r.nope
}
resource "terraform_data" "t" {
  input = each.key
}
data "terraform_remote_state" "r" {
  backend = "local"
  config  = { path = 5 }
  foo     = 1
}
data "terraform_remote_state" "s" {
  config = {}
}
module "m" {
  source = "./m"
  in     = { a = 1 }
}
