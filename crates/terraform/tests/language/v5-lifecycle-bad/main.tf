variable "v" {
  default = true
}
resource "terraform_data" "a" {
  lifecycle {
    prevent_destroy = var.v
  }
}
resource "terraform_data" "b" {
  lifecycle {
    create_before_destroy = "maybe"
    ignore_changes        = all
  }
}
resource "terraform_data" "c" {
  lifecycle {
    ignore_changes = ["input", "all", inputs, id]
  }
  lifecycle {
  }
}
resource "terraform_data" "d" {
  lifecycle {
    ignore_changes       = [input[0].x, *]
    replace_triggered_by = [var.v, terraform_data.zz, "terraform_data.a", terraform_data.a.nope]
  }
}
resource "terraform_data" "e" {
  lifecycle {
    precondition {
      condition     = self.id != ""
      error_message = "x"
    }
    postcondition {
      condition     = true
      error_message = "y"
    }
    precondition {
      condition = var.v
    }
  }
}
