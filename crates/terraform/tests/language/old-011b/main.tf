variable "names" {
  default = ["a"]
}
variable "m" {
  default = {}
}
resource "terraform_data" "x" {
  count = "${length(var.names)}"
  input = "${element(var.names, count.index)}"
  depends_on = ["terraform_data.y"]
  lifecycle {
    ignore_changes = ["input"]
  }
  provisioner "local-exec" {
    when    = "destroy"
    command = "echo ${var.names[0]}"
  }
}
resource "terraform_data" "y" {
}
output "l" {
  value = "${list("a", "b")}"
}
output "m" {
  value = "${map("a", "b")}"
}
output "lk" {
  value = "${lookup(var.m, "x")}"
}
output "x" {
  value = "${terraform_data.x.0.id}"
}
provider "aws" {
  version = "~> 2.0"
}
