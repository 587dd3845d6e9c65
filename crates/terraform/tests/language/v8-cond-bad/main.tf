variable "v" {
  default = "x"
}
resource "terraform_data" "a" {
  count = 2
  input = var.v
  lifecycle {
    precondition {
      condition     = var.v == "y"
      error_message = "v is ${var.v}"
    }
    postcondition {
      condition     = self.input == "z"
      error_message = "in ${self.input} at ${count.index}"
    }
  }
}
resource "terraform_data" "b" {
  for_each = { k = "v1", l = "v2" }
  input    = each.value
  lifecycle {
    postcondition {
      condition     = each.key == "k" || self.input == "v3"
      error_message = "${each.key} has ${self.input}"
    }
    precondition {
      condition     = 5
      error_message = "number"
    }
  }
}
output "o" {
  value = var.v
  precondition {
    condition     = startswith(var.v, "y")
    error_message = "must start with y"
  }
  precondition {
    condition     = null
    error_message = "null"
  }
}
