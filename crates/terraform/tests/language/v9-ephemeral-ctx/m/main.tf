variable "a" {
  ephemeral = true
}
variable "b" {}
output "o" {
  value = var.a
}
output "p" {
  value     = var.a
  ephemeral = true
}
