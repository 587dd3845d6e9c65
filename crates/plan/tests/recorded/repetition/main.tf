
resource "terraform_data" "to_each" {
  for_each = { a = 1 }
  input = each.value
}
resource "terraform_data" "to_count" {
  count = 2
  input = count.index
}
resource "terraform_data" "to_single" { input = 0 }
resource "terraform_data" "each_less" {
  for_each = toset(["a"])
  input = each.key
}
resource "terraform_data" "count_less" {
  count = 1
  input = 0
}
resource "terraform_data" "single_from_each" { input = 0 }
