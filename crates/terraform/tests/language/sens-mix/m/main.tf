variable "in" {
}
output "out" {
  value = var.in
}
output "hidden" {
  value     = "h"
  sensitive = true
}
