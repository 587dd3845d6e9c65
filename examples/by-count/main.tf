variable "names" {
  type    = list(string)
  default = ["ada", "grace", "edsger"]
}

resource "terraform_data" "person" {
  count = length(var.names)
  input = var.names[count.index]
}
