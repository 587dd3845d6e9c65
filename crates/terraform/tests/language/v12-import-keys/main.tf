import {
  to = terraform_data.c
  id = "c"
}
import {
  to = terraform_data.e
  id = "e"
}
import {
  to = terraform_data.s[0]
  id = "s"
}
import {
  to = terraform_data.t["k"]
  id = "s"
}
import {
  to = terraform_data.c2["k"]
  id = "s"
}
import {
  to = terraform_data.e2[0]
  id = "s"
}
resource "terraform_data" "c" {
  count = 1
}
resource "terraform_data" "e" {
  for_each = toset(["a"])
}
resource "terraform_data" "s" {
}
resource "terraform_data" "t" {
}
resource "terraform_data" "c2" {
  count = 1
}
resource "terraform_data" "e2" {
  for_each = toset(["a"])
}
