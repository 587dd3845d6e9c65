resource "terraform_data" "x" {
  count            = 2
  triggers_replace = "t"
}
