variable "names" {
  type    = "list"
  default = ["a"]
}
variable "m" {
  type = "map"
}
resource "terraform_data" "x" {
  count = "${length(var.names)}"
  input = "${element(var.names, count.index)}"
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
output "all" {
  value = "${terraform_data.x.*.id}"
}
