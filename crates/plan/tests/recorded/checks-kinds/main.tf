
variable "v" {
  default = 3
  validation {
    condition     = var.v > 1
    error_message = "too small"
  }
}
resource "terraform_data" "a" {
  count = 2
  input = count.index
  lifecycle {
    precondition {
      condition     = var.v > 2
      error_message = "pre"
    }
    postcondition {
      condition     = self.id != ""
      error_message = "post"
    }
  }
}
resource "terraform_data" "e" {
  for_each = toset(["x.y"])
  lifecycle {
    precondition {
      condition     = each.key != ""
      error_message = "pre"
    }
  }
}
module "m" {
  source = "./m"
  for_each = toset(["k"])
}
check "known" {
  assert {
    condition     = var.v == 4
    error_message = "v is ${var.v}"
  }
  assert {
    condition     = var.v == 5
    error_message = "v is not 5"
  }
}
check "good" {
  assert {
    condition     = var.v == 3
    error_message = "fine"
  }
}
check "later" {
  assert {
    condition     = terraform_data.a[0].id != "x"
    error_message = "later"
  }
}
output "o" {
  value = 1
  precondition {
    condition     = var.v == 3
    error_message = "o"
  }
}
