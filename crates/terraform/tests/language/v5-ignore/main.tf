resource "terraform_data" "a" {
  input = { a = 2, b = { c = 3, d = 4 }, l = [5, 6, 7] }
  lifecycle {
    ignore_changes = [input]
  }
}
resource "terraform_data" "b" {
  input            = "y"
  triggers_replace = 2
  lifecycle {
    ignore_changes = all
  }
}
resource "terraform_data" "c" {
  input            = ["c", "b"]
  triggers_replace = 5
  lifecycle {
    ignore_changes = [triggers_replace]
  }
}
