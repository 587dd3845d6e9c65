variable "in" {
  type = map(list(string))
}
output "out" {
  value = var.in
}
