resource "terraform_data" "a" {
  inputs = 1
  id     = "x"
  output = 2
  trigger_replace = 1
  tags {
    a = 1
  }
  input {
    b = 1
  }
  dynamic "input" {
    for_each = []
    content {}
  }
}
resource "terraform_dta" "b" {
}
data "terraform_remote_stat" "c" {
}
data "terraform_remote_state" "d" {
}
data "terraform_remote_state" "e" {
  backend = "nope"
}
data "terraform_data" "f" {
}
resource "terraform_remote_state" "g" {
}
resource "foo_bar" "g" {
}
widget "x" {
}
resourc "x" "y" {
}
terraform {
  required_versio = "1"
  bckend "s3" {
  }
}
