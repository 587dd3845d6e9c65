variable "cidr" {
}
output "id" {
  value = 1
}
