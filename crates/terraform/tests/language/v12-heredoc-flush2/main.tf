locals {
  a = <<-EOT
    two
      four

        eight
    EOT
  b = <<-EOT
    ${join("\n", ["x", "y"])}
      z
  EOT
  c = <<-EOT
      %{ if true }
    less
      %{ endif }
  EOT
  d = <<EOT
EOT
  e = <<-EOT
    a ${<<-IN
      inner
    IN
    } b
  EOT
  f = { x = <<A
1
A
  , y = [<<B
2
B
  ] }
  g = upper(<<E
low
low
E
  )
}
output "all" {
  value = [local.a, local.b, local.c, local.d, local.e, local.f, local.g]
}
