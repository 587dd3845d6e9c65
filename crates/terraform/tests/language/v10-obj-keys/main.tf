variable "n" {
  default = null
}
resource "terraform_data" "u" {}
output "a" {
  value = { (var.n) = 1 }
}
output "b" {
  value = { ([1]) = 1 }
}
output "c" {
  value = { "${var.n}" = 1 }
}
output "d" {
  value = { var.n = 1 }
}
output "e" {
  value = { foo.bar = 1 }
}
output "f" {
  value = { (true) = 1, 5 = 2 }
}
output "g" {
  value = { (upper("a")) = 1, upper("b") = 2 }
}
output "h" {
  value = { for k in ["a"] : k => k... if k }
}
output "i" {
  value = { for k, v in [1] : "x" => v, 1 }
}
