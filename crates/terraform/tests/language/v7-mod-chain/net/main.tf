variable "cidr" {
}
variable "azs" {
  type = list(string)
}
locals {
  subnets = { for i, az in var.azs : az => cidrsubnet(var.cidr, 8, i) }
}
resource "terraform_data" "subnet" {
  for_each = local.subnets
  input    = each.value
}
output "subnets" {
  value = { for az, s in terraform_data.subnet : az => s.input }
}
