output "a" {
  value = <<EOT
x
EOT
}
output "b" {
  value = foo bar
}
