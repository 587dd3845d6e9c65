variable "s" {
  default   = "x"
  sensitive = true
}
output "a" {
  value = var.s
}
output "b" {
  value = { k = [var.s] }
}
output "c" {
  value = upper("${var.s}-")
}
output "d" {
  value = nonsensitive("plain")
}
output "e" {
  value = module.m.o
}
output "f" {
  value = element([1], var.s)
}
output "g" {
  value = tonumber(var.s)
}
resource "terraform_data" "a" {
  lifecycle {
    precondition {
      condition     = var.s == "y"
      error_message = "s is ${var.s}"
    }
  }
}
module "m" {
  source = "./m"
}
