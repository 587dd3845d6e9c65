resource "terraform_data" "none" {
  input = 2
}
resource "terraform_data" "part" {
  count = 3
  input = 2
}
resource "terraform_data" "each" {
  for_each = toset(["a", "b"])
  input = 2
}
resource "terraform_data" "eachnone" {
  for_each = toset(["a", "b"])
  input = 2
}
resource "terraform_data" "nocount" {
  count = 2
}
output "none" {
  value = terraform_data.none.input
}
output "noneid" {
  value = terraform_data.none
}
output "part" {
  value = terraform_data.part[*].input
}
output "part2" {
  value = terraform_data.part[2].input
}
output "lenpart" {
  value = length(terraform_data.part)
}
output "each" {
  value = { for k, v in terraform_data.each: k => v.input }
}
output "eachb" {
  value = terraform_data.each["b"].input
}
output "eachnone" {
  value = length(terraform_data.eachnone)
}
output "eachnonea" {
  value = terraform_data.eachnone["a"].id
}
output "nocount" {
  value = terraform_data.nocount[*].id
}
output "gone" {
  value = try(terraform_data.part[5].id, "x")
}
