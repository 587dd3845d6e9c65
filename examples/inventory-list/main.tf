locals {
  servers = {
    web-1 = { size = "t3.small", zone = "eu-central-1a", patched = "sunday" }
    web-2 = { size = "t3.small", zone = "eu-central-1b", patched = "sunday" }
    batch = { size = "m7g.large", zone = "eu-central-1a", patched = "monthly" }
  }
}

output "by_zone" {
  value = { for name, server in local.servers : server.zone => name... }
}

output "sizes" {
  value = sort(distinct(values(local.servers)[*].size))
}

output "not_weekly" {
  value = [for name, server in local.servers : name if server.patched != "sunday"]
}
