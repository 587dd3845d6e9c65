output "o" {
  value     = "q"
  sensitive = true
}
output "bad" {
  value = sensitive(1)
}
