import {
  to = terraform_data.a
  id = "abc"
}
import {
  for_each = { x = "id-x", y = "id-y" }
  to       = terraform_data.b[each.key]
  id       = each.value
}
resource "terraform_data" "a" {
  input = "hello"
}
resource "terraform_data" "b" {
  for_each = toset(["x", "y"])
  input    = each.key
}
locals {
  id = "zzz"
}
