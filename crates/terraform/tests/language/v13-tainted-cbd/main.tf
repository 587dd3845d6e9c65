resource "terraform_data" "a" {
  input = "new"
  lifecycle {
    create_before_destroy = true
  }
}
resource "terraform_data" "b" {
  input            = terraform_data.a.id
  triggers_replace = "t2"
}
resource "terraform_data" "c" {
  count = 0
}
output "o" {
  value = terraform_data.b.output
}
