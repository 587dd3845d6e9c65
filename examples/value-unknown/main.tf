resource "terraform_data" "one" {
}

output "name" {
  value = "server-${terraform_data.one.id}"
}

output "how_long" {
  value = length(terraform_data.one.id)
}
