resource "terraform_data" "src" {
  count = 2
  input = count.index + 1
}
resource "terraform_data" "attr" {
  input = { a = 2, b = 1 }
}
resource "terraform_data" "x" {
  lifecycle {
    replace_triggered_by = [terraform_data.src[1]]
  }
}
resource "terraform_data" "y" {
  for_each = toset(["0", "1"])
  lifecycle {
    replace_triggered_by = [terraform_data.src[each.key].input]
  }
}
resource "terraform_data" "z" {
  lifecycle {
    replace_triggered_by = [terraform_data.attr.input.b, terraform_data.attr.id]
  }
}
resource "terraform_data" "w" {
  lifecycle {
    replace_triggered_by = [terraform_data.attr.output]
  }
}
