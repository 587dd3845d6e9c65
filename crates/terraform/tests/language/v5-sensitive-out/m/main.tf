variable "p" {
}
output "p" {
  value = [var.p]
}
