variable "n" {
  type = number
}
module "b" {
  source   = "./b"
  for_each = toset([for i in range(var.n) : tostring(i)])
  key      = each.key
}
output "sum" {
  value = sum([for m in module.b : m.v])
}
