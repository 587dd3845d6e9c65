resource "terraform_data" "a" {
  input = "new"
}
resource "terraform_data" "b" {
  for_each = { x = 1, y = 2 }
  input    = each.value
}
import {
  to = terraform_data.a
  id = "abc-123"
}
import {
  for_each = { x = "id-x", y = "id-y" }
  to       = terraform_data.b[each.key]
  id       = each.value
}
