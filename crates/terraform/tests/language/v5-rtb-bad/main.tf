resource "terraform_data" "a" {
  count = 2
  lifecycle {
    replace_triggered_by = [terraform_data.b[count.index].id, terraform_data.c[5], terraform_data.b]
  }
}
resource "terraform_data" "b" {
}
resource "terraform_data" "c" {
  count = 1
}
