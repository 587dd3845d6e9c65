variable "needed" {
}
output "food" {
  value = 1
}
output "bar" {
  value = "s"
}
