variable "tok" {
  type      = string
  ephemeral = true
}
output "e" {
  value     = var.tok
  ephemeral = true
}
