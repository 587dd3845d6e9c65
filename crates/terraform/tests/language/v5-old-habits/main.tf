variable "region" {
  type    = "string"
  default = "us"
}
variable "list" {
  type = "list"
}
variable "map" {
  type = "map"
}
variable "other" {
  type = "any"
}
locals {
  a = "${var.region}"
  b = list("a", "b")
  c = map("k", "v")
  d = "${lookup(var.map, "x")}"
  e = ["${var.region}", "x-${var.region}"]
  f = var.list.0
  g = "${element(var.list, 0)}"
}
resource "terraform_data" "x" {
  count      = "${length(var.list)}"
  depends_on = ["terraform_data.y"]
  input      = "${terraform_data.y.*.id}"
  lifecycle {
    ignore_changes = ["input"]
  }
}
resource "terraform_data" "y" {
  provider = "terraform"
}
output "z" {
  value = "${terraform_data.x.0.id}"
}
