output "a" {
  value = <<-EOT
    x
      y
  EOT
}
output "b" {
  value = "😀\u00e9"
}
