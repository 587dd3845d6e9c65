resource "terraform_data" "t" {
  input            = "b"
  triggers_replace = { list = ["a", "c"], m = { x = 1, y = 2 } }
}
resource "terraform_data" "str" {
  triggers_replace = "v2"
}
resource "terraform_data" "none" {
}
resource "terraform_data" "cbd" {
  triggers_replace = "v2"
  lifecycle {
    create_before_destroy = true
  }
}
resource "terraform_data" "dep" {
  input = terraform_data.cbd.id
}
output "id" {
  value = terraform_data.cbd.id
}
