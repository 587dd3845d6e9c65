locals {
  names = ["a", "b", "c"]
  m     = { x = 1, y = 2 }
}
output "a" {
  value = <<-EOT
    %{~ for n in local.names ~}
    item ${n}
    %{~ endfor ~}
    end
  EOT
}
output "b" {
  value = <<EOT
%{ for k, v in local.m }
  ${k} = ${v}
%{ endfor }
EOT
}
output "c" {
  value = "%{ if length(local.names) > 2 }many%{ else }few%{ endif }-%{ for n in local.names }${n},%{ endfor }"
}
output "d" {
  value = <<-EOT
      indented
    less
        more ${join(",", local.names)}
      %{ if true ~}
      kept
      %{ endif ~}
    last
    EOT
}
output "e" {
  value = "${local.m}"
}
output "f" {
  value = "${true}"
}
output "g" {
  value = "a${true}b${null == null}c${1.50}"
}
output "h" {
  value = <<-EOT

    blank first

    	tab
  EOT
}
output "i" {
  value = "\u00e9\U0001F600\t\\ \r"
}
output "j" {
  value = <<X
no escapes \n \t "q" $${keep} %%{keep}
X
}
