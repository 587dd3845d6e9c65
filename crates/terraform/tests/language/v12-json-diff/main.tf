locals {
  doc = { Version = "2012", Statement = [{ Effect = "Allow", Action = ["a:Get", "a:Put"], Resource = "*" }, { Effect = "Deny", Action = "x" }] }
}
resource "terraform_data" "a" {
  input = jsonencode(local.doc)
}
resource "terraform_data" "b" {
  input = jsonencode([1, 2, 3, { k = "v2" }])
}
resource "terraform_data" "c" {
  input = jsonencode({ a = terraform_data.a.id, b = 1 })
}
resource "terraform_data" "d" {
  triggers_replace = jsonencode({ a = 1, b = { c = [] } })
}
resource "terraform_data" "e" {
  input = "[]"
}
resource "terraform_data" "f" {
  input = "plain"
}
resource "terraform_data" "g" {
  input = jsonencode({ same = 1, order = 2 })
}
resource "terraform_data" "h" {
  input = yamlencode({ a = [1, 2], b = "x: y" })
}
resource "terraform_data" "i" {
  input = jsonencode({ ml = "a\nb\nc", q = "\"q\"" })
}
