variable "one" {
  default = { a = 1 }
}
variable "none" {
  default = null
}
variable "many" {
  default = [{ a = 1, b = [{ c = 2 }, { c = 3 }] }, { a = 4, b = [] }]
}
output "one" {
  value = var.one[*].a
}
output "none" {
  value = var.none[*]
}
output "many" {
  value = var.many[*].b[*].c
}
output "attr" {
  value = var.many.*.a
}
output "idx" {
  value = var.many[*].b[0]
}
output "scalar" {
  value = "x"[*]
}
output "set" {
  value = toset([{ q = 1 }])[*].q
}
output "first" {
  value = var.many.*.a[0]
}
