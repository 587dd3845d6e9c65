resource "terraform_data" "b" {
  for_each = { x = 1 }
}
import {
  for_each = { x = "id-x", z = "id-z" }
  to       = terraform_data.b[each.key]
  id       = each.value
}
import {
  for_each = "no"
  to       = terraform_data.b["x"]
  id       = "q"
}
