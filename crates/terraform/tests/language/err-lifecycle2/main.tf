resource "terraform_data" "a" {
  lifecycle {
    ignore_changes       = [nope, input.x, id]
    replace_triggered_by = [terraform_data.zz, terraform_data.b.nope]
  }
  depends_on = [terraform_data.q, module.m, local.y]
}
locals {
  y = 1
}
resource "terraform_data" "b" {
  lifecycle {
    precondition {
      condition     = self.id == 1
      error_message = "x"
    }
    postcondition {
      condition     = local.y == 1
      error_message = 5
    }
  }
}
