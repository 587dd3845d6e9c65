resource "terraform_data" "in" {
}
moved {
  from = terraform_data.in
  to   = terraform_data.in
}
