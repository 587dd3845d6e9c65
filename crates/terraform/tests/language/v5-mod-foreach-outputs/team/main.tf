variable "name" {
  type = string
}
variable "spec" {
  type = any
}
resource "terraform_data" "member" {
  count = var.spec.size
  input = { name = "${var.name}-${count.index}", roles = var.spec.roles }
}
output "lead" {
  value = upper(var.spec.lead)
}
output "members" {
  value = terraform_data.member
}
