resource "terraform_data" "a" {
  input = [1, 2
  triggers_replace = 5
}
resource "terraform_data" "b" {
  input = "x
}
resource "terraform_data" c {
  input = {
    a = 1
    b = 
  }
}
output "x" {
  value = upper("a"
}
