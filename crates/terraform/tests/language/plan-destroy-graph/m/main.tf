resource "terraform_data" "x" {
  for_each = { k = "v" }
  input    = each.value
}
output "id" {
  value = terraform_data.x["k"].input
}
