resource "terraform_data" "a" {
  input = "2"
}
resource "terraform_data" "b" {
  input = terraform_data.a.output
}
resource "terraform_data" "c" {
  input            = "x"
  triggers_replace = terraform_data.b.output
}
resource "terraform_data" "d" {
  input      = "same"
  depends_on = [terraform_data.a]
}
output "chain" {
  value = "${terraform_data.c.id}-${terraform_data.b.output}"
}
output "ids" {
  value = [terraform_data.a.id, terraform_data.d.id]
}
