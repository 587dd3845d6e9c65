resource "terraform_data" "one" {
  count = 2
  input = "a"
}
resource "terraform_data" "many" {
  for_each = { zero = "m0", one = "m1" }
  input    = each.value
}
resource "terraform_data" "renamed" {
  for_each = toset(["x", "y"])
  input    = each.key
}
moved {
  from = terraform_data.many[0]
  to   = terraform_data.many["zero"]
}
moved {
  from = terraform_data.many[1]
  to   = terraform_data.many["one"]
}
moved {
  from = terraform_data.named
  to   = terraform_data.renamed
}
