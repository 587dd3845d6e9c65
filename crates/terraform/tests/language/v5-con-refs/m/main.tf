output "x" {
  value = "mx"
}
output "s" {
  value     = "hidden"
  sensitive = true
}
