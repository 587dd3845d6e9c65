output "o" {
  value = { z = 1 }
}
output "sec" {
  value     = "q"
  sensitive = true
}
