resource "terraform_data" "a" {
  count = 3
  input = count.index
  lifecycle {
    postcondition {
      condition     = self.input < 1
      error_message = "Too big: ${self.input}"
    }
  }
}
resource "terraform_data" "b" {
  for_each = { x = 1, y = 2 }
  lifecycle {
    precondition {
      condition     = each.value == 1
      error_message = "No ${each.key}."
    }
    precondition {
      condition     = can(regex("^[a-w]$", each.key)) == true
      error_message = "Key ${upper(each.key)}: ${each.value + 1}"
    }
  }
}
data "terraform_remote_state" "s" {
  backend = "local"
  lifecycle {
    precondition {
      condition     = 1 > 2
      error_message = "never"
    }
  }
}
