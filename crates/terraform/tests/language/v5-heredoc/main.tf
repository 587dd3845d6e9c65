variable "items" {
  default = ["one", "two"]
}
locals {
  a = <<EOT
  keep indent
    ${join(", ", var.items)}
$${literal} %%{ literal } \n not escaped "quotes"
EOT
  b = <<-EOT
      first
        second
      %{for i, x in var.items~}
      - ${i}: ${x}
      %{endfor~}
      last
    EOT
  c = <<-EOT
    %{if length(var.items) > 1}many%{else}few%{endif}

    ${"nested ${"deep ${1 + 1}"}"}
  EOT
  d = <<-"QUOTED"
    x
  QUOTED
}
resource "terraform_data" "a" {
  input = local.a
}
resource "terraform_data" "b" {
  input = { b = local.b, c = local.c }
}
output "b" {
  value = local.b
}
