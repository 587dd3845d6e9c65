resource "terraform_data" "a" {
  input = { a = 2, b = { c = 3, d = [1, 9] } }
  lifecycle {
    ignore_changes = [input["a"], input.b.c]
  }
}
resource "terraform_data" "b" {
  input            = "x2"
  triggers_replace = "y2"
  lifecycle {
    ignore_changes = all
  }
}
resource "terraform_data" "c" {
  input = { k = "v2", l = [1, 5, 3], n = "new" }
  lifecycle {
    ignore_changes = [input.l[1], input["n"]]
  }
}
