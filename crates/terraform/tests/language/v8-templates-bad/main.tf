locals {
  l = [1]
}
output "a" {
  value = "x ${local.l}"
}
output "b" {
  value = "x ${null} y"
}
output "c" {
  value = "%{ if "maybe" }x%{ endif }"
}
output "d" {
  value = "%{ for x in 5 }${x}%{ endfor }"
}
output "e" {
  value = "%{ for x in local.l }${x.y}%{ endfor }"
}
output "f" {
  value = "a ${{ a = 1 }}"
}
output "g" {
  value = <<EOT
line ${local.l}
second ${local.nope}
EOT
}
output "h" {
  value = "%{ if true }a%{ else }${local.l}%{ endif }"
}
output "i" {
  value = "%{ for x in [[1]] }${x}%{ endfor }"
}
output "j" {
  value = templatestring(local.l, {})
}
