resource "terraform_data" "a" {
  count = 2
}
resource "terraform_data" "b" {
}
import {
  to = terraform_data.a[5]
  id = "x"
}
import {
  to = terraform_data.nope
  id = "x"
}
import {
  to = terraform_data.b
  id = ""
}
import {
  to = terraform_data.b
}
import {
  id = "x"
}
import {
  to = module.m.terraform_data.x
  id = "x"
}
import {
  to = terraform_data.b
  id = null
}
import {
  to = data.x.y
  id = "1"
}
