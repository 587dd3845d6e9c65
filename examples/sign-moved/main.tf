resource "terraform_data" "first" {
  input            = { size = "small", zone = "a" }
  triggers_replace = "v1"
}

moved {
  from = terraform_data.one
  to   = terraform_data.first
}
