resource "terraform_data" "a" {
  input = 1
}
resource "terraform_data" "b" {
  triggers_replace = terraform_data.a.id
}
resource "terraform_data" "c" {
  count = 2
  input = "${terraform_data.b.id}-${count.index}"
}
