resource "terraform_data" "one" {
  input            = { size = "small", zone = "a" }
  triggers_replace = "v1"
}
