variable "a" {
  ephemeral = true
}
output "p" {
  value     = var.a
  ephemeral = true
}
