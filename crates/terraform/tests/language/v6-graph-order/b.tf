output "z" {
  value = local.sum
}
locals {
  sum = sum(values(local.nums))
}
