resource "terraform_data" "a" {
  count = 2
}
resource "terraform_data" "b" {
}
resource "terraform_data" "u" {
}
import {
  to = terraform_data.a[5]
  id = "x"
}
import {
  to = terraform_data.b
  id = ""
}
import {
  for_each = terraform_data.u.output
  to       = terraform_data.a[each.key]
  id       = "x"
}
import {
  to = terraform_data.u
  id = terraform_data.b.id
}
