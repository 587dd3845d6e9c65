output "pass" {
  value     = "hunter2"
  sensitive = true
}
