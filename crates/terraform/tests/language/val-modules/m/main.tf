variable "name" {
  type = string
}
output "name" {
  value = var.name
}
output "bad" {
  value = local.nothing
}
