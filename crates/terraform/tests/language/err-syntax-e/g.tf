locals {
  x = <<-EOT
    never closed
