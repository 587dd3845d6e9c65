resource "terraform_data" "a" {
  lifecycle {
    prevent_destroy       = var.x
    create_before_destroy = "yes"
    ignore_changes        = ["input", nope, input.x[count.index]]
    replace_triggered_by  = [var.x, local.y, terraform_data.a.id, terraform_data.zz]
    foo                   = 1
    precondition {
    }
    postcondition {
      condition     = true
      error_message = "x"
    }
  }
  lifecycle {
  }
  depends_on = [var.x, "terraform_data.b", terraform_data.q, terraform_data.b.id]
  provider   = "aws"
  count      = "a" ? 1 : 2
}
variable "x" {
  default = true
}
locals {
  y = 1
}
resource "terraform_data" "b" {
  lifecycle {
    ignore_changes = all
    precondition {
      condition     = self.id == 1
      error_message = "x"
    }
  }
  depends_on = []
}
