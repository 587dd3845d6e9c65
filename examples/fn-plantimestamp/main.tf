output "day" {
  value = formatdate("YYYY-MM-DD", plantimestamp())
}
