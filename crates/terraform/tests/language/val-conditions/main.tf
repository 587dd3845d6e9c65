output "a" {
  value = 1
  precondition {
    condition     = 1 + 1
    error_message = "x"
  }
  precondition {
    condition     = var.x == 1
    error_message = 5
  }
  precondition {
    condition     = var.x
    error_message = ["a"]
  }
  postcondition {
    condition     = true
    error_message = "x"
  }
}
variable "x" {
  type = string
}
check "c" {
  assert {
    condition     = [var.x]
    error_message = "x"
  }
  assert {
    condition     = self.id == 1
    error_message = "x"
  }
}
resource "terraform_data" "r" {
  lifecycle {
    precondition {
      condition     = each.key == "a"
      error_message = "x"
    }
    postcondition {
      condition     = self.id == null ? "a" : {}
      error_message = "x"
    }
    assert {
    }
  }
}
