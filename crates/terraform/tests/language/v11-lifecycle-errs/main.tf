variable "b" {
  default = true
}
resource "terraform_data" "a" {
  lifecycle {
    create_before_destroy = var.b
    prevent_destroy       = "x"
    ignore_changes        = input
    replace_triggered_by  = terraform_data.b
  }
}
resource "terraform_data" "b" {
  lifecycle {
    ignore_changes       = [nope, input.foo, "output", id, all]
    replace_triggered_by = [terraform_data.a, var.b, local.x, terraform_data.zz, data.x.y, terraform_data.a[each.key], 5]
    bogus                = 1
    precondition {
      condition = true
    }
    postcondition {
      error_message = "x"
    }
    postcondition {
      condition     = terraform_data.b.id == ""
      error_message = "x"
      foo           = 1
    }
    other {}
  }
}
resource "terraform_data" "c" {
  lifecycle {
    ignore_changes = [all]
  }
  lifecycle {}
}
resource "terraform_data" "d" {
  lifecycle {
    ignore_changes = []
    precondition {
      condition     = self.id == "x"
      error_message = "self"
    }
    precondition {
      condition     = true
      error_message = "const"
    }
  }
}
data "terraform_remote_state" "e" {
  backend = "local"
  lifecycle {
    create_before_destroy = true
    ignore_changes        = []
    prevent_destroy       = true
    postcondition {
      condition     = self.outputs.x == 1
      error_message = "x"
    }
  }
}
output "o" {
  value = 1
  lifecycle {}
  precondition {
    condition     = self.x
    error_message = "x"
  }
}
