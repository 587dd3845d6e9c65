resource "terraform_data" "a" {
  count = 2
  input = { a = [1], b = "x\ny" }
}
module "m" {
  source = "./m"
}
output "x" { value = 1 }
output "s" {
  value = "s"
  sensitive = true
}
