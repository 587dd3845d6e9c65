output "pass" {
  value     = "hunter2"
  sensitive = true
}
output "user" {
  value = "root"
}
