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
}
resource "terraform_dta" "b" {
}
data "terraform_remote_stat" "c" {
}
data "terraform_remote_state" "d" {
}
data "terraform_remote_state" "e" {
  backend = 5
  config = 1
  workspac = "x"
}
data "terraform_data" "f" {
}
resource "terraform_remote_state" "g" {
}
