locals {
  a = "unterminated
  b = "ok"
}
output "o" {
  value = (1 + 2
}
