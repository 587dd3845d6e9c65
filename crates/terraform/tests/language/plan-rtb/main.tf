resource "terraform_data" "rev" {
  count = 2
  input = count.index == 0 ? "r2" : "r1"
}
resource "terraform_data" "a" {
  input = "a"
  lifecycle {
    replace_triggered_by = [terraform_data.rev[0]]
  }
}
resource "terraform_data" "b" {
  for_each = toset(["x", "y"])
  input    = each.key
  lifecycle {
    replace_triggered_by = [terraform_data.rev[1].input, terraform_data.src[each.key].output]
  }
}
resource "terraform_data" "src" {
  for_each = toset(["x", "y"])
  input    = each.key == "x" ? "s-changed" : "s-${each.key}"
}
