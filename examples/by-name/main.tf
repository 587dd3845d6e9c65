variable "names" {
  type    = set(string)
  default = ["ada", "grace", "edsger"]
}

resource "terraform_data" "person" {
  for_each = var.names
  input    = each.key
}
