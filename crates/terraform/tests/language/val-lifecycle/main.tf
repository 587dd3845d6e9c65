resource "terraform_data" "a" {
  input = 1
  lifecycle {
    ignore_changes       = [input, triggers_replace, output, bogus]
    replace_triggered_by = [terraform_data.b.nope, terraform_data.c, terraform_data.b[0]]
    prevent_destroy      = true
    create_before_destroy = false
    precondition {
      condition     = terraform_data.b.zz == 1
      error_message = "x ${terraform_data.b.yy}"
    }
    postcondition {
      condition     = self.nope == 1
      error_message = "x"
    }
  }
}
resource "terraform_data" "b" {
  count = 1
}
data "terraform_remote_state" "d" {
  backend = "local"
  lifecycle {
    prevent_destroy = true
    ignore_changes  = all
    postcondition {
      condition     = self.outputs.x == 1
      error_message = "y"
    }
  }
}
