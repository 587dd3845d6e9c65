locals {
  a = "%{ for n in ["a", "b"] ~} <${n}> %{~ endfor } end"
  b = <<-EOT
    %{ if true ~}
    yes
    %{ else ~}
    no
    %{ endif ~}
    tail ${~ "x" ~}   trimmed
  EOT
  c = "a ${"b ${"c"}"} $${d} %%{e} \u00e9 \t|"
  d = "${1}${true}${null == null}"
  e = "%{ if false }x%{ endif }"
  f = "%{ for i, c in { k = "v", a = "b" } }${i}=${c};%{ endfor }"
  g = "${[1, 2][0]}"
}
output "all" {
  value = [local.a, local.b, local.c, local.d, local.e, local.f, local.g]
}
