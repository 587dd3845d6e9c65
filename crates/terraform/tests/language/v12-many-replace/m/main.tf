variable "v" {}
resource "terraform_data" "i" {
  count            = 2
  triggers_replace = [var.v, count.index]
}
