moved {
  from = terraform_data.a
  to   = terraform_data.b
}
resource "terraform_data" "b" {
  input = "b"
}
moved {
  from = terraform_data.n[0]
  to   = terraform_data.n[2]
}
resource "terraform_data" "n" {
  count = 3
  input = count.index
}
moved {
  from = terraform_data.never
  to   = terraform_data.there
}
resource "terraform_data" "there" {
}
