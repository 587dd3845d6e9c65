resource terraform_data a {
  input = 1
}
resource "terraform_data" "b" "c" {
}
resource "terraform_data" {
}
output o {
  value = 1;
}
locals = {
  x = 1
}
"quoted" = 5
variable "a${1}" {}
data "terraform_remote_state" 5 {}
