resource "terraform_data" "a" {
  input = {
    a = 1,
    b = 2
    c: 3,
    d 4
  }
}
variable "x" {
  type = string default = "y"
}
