resource "terraform_data" "a" {
  input = 2
}
resource "terraform_data" "b" {
  input = { id = terraform_data.a.id, k = "v", list = [terraform_data.a.output] }
}
resource "terraform_data" "c" {
  triggers_replace = [terraform_data.a.output]
  input            = terraform_data.b.output.k
}
output "b" {
  value = terraform_data.b.output
}
