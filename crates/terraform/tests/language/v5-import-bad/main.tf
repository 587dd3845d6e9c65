resource "terraform_data" "a" {
}
resource "terraform_data" "c" {
  count = 1
}
import {
  to = terraform_data.a
}
import {
  id = "x"
}
import {
  to = terraform_data.nope
  id = "x"
}
import {
  to = terraform_data.c[3]
  id = "y"
}
import {
  to = terraform_data.a
  id = ""
}
import {
  to = data.terraform_remote_state.x
  id = "z"
}
