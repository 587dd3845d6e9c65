resource "terraform_data" "a" {
  input : 5
  lifecycle = {
    a = 1
  }
}
locals {
  a = { b : 1, c = 2 d = 3 }
  e = [for x in y : x => 1]
  f = { for x in y : x }
  g = foo(1, 2,, 3)
  h = a.b.
}
