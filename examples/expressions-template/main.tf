locals {
  hosts = ["web-1", "web-2"]
}

output "config" {
  value = <<-EOT
    backend web
    %{ for host in local.hosts ~}
      server ${host}.internal:80
    %{ endfor ~}
    # the end
  EOT
}
