locals {
  a = <<-EOT
    two
      four
	tab
    EOT
  b = <<-EOT
    ${join("\n", ["x", "y"])}
      z
  EOT
  c = <<-"EOT"
  q
  EOT
}
output "a" {
  value = local.a
}
output "b" {
  value = local.b
}
