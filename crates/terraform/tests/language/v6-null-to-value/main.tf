resource "terraform_data" "a" {
  input = { a = "now", b = null, c = [1, null], d = { e = "f" } }
}
resource "terraform_data" "b" {
  input = { k = null }
}
resource "terraform_data" "c" {
  triggers_replace = { a = "b" }
}
