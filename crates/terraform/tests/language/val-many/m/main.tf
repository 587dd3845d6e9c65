variable "n" {
  type = number
}
output "o" {
  value = var.q
}
