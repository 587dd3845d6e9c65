resource "terraform_data" "a" {
  input = { a = [1, { b = null }], s = "x\ny\n" }
}
resource "terraform_data" "b" {
  for_each         = toset(["k"])
  input            = sensitive("s")
  triggers_replace = terraform_data.a.id
}
module "m" {
  source = "./m"
}
output "o" {
  value = terraform_data.a.id
}
output "s" {
  value     = 1
  sensitive = true
}
