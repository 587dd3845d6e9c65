locals {
  no = false
}
resource "terraform_data" "a" {
  input = "new"
}
resource "terraform_data" "fresh" {
  count = 2
  input = "q"
}
check "c" {
  assert {
    condition     = local.no
    error_message = "chk"
  }
}
output "in" {
  value = terraform_data.a.input
}
output "out" {
  value = terraform_data.a.output
}
output "fresh" {
  value = terraform_data.fresh[*].input
}
output "freshid" {
  value = terraform_data.fresh[0].id
}
output "nul" {
  value = null
}
output "sen" {
  value     = 1
  sensitive = true
}
