resource "terraform_data" "q" {
  count = 2
  provider = foo
}
