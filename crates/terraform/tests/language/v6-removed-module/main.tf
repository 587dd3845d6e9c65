removed {
  from = module.a
  lifecycle {
    destroy = false
  }
}
output "done" {
  value = true
}
