output "b" {
  value = 2
}
resource "terraform_data" "e" {
  input = 1
  input = 2
}
data "terraform_remote_state" "f" {
  backend = "local"
}
data "terraform_remote_state" "f" {
  backend = "local"
}
