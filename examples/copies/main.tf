variable "copies" {
  type    = number
  default = 2
}

resource "terraform_data" "copy" {
  count = var.copies
}
