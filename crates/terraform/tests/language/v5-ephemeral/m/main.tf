variable "tok" {
  type      = string
  ephemeral = true
}
output "tok" {
  value     = var.tok
  ephemeral = true
}
output "n" {
  value = ephemeralasnull(var.tok)
}
