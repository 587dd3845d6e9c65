locals {
  a = [1, 2
  b = 3
}
output "x" {
  value = local.a
}
