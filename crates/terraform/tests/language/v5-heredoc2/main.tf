locals {
  b = <<-EOT
      first
        second
      %{for i, x in ["p", "q"]~}
      - ${i}: ${x}
      %{endfor~}
      last
    EOT
  c = <<EOT
%{~for x in []}
never
%{~endfor}
	tab	${"\t"}|
EOT
  e = <<EOT

EOT
  f = <<EOT
EOT
  u = <<-EOT
	tabbed
	  more
	EOT
}
resource "terraform_data" "b" {
  input = [local.b, local.c, local.e, local.f, local.u]
}
output "json" {
  value = jsonencode({ b = local.b })
}
