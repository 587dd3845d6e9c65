module "m" {
  source = "./m"
  count  = 2
}
resource "terraform_data" "r" {
  input = { ids = module.m[*].id, s = "a\nb\n" }
}
output "o" {
  value = terraform_data.r.input
}
output "sec" {
  value     = "hush"
  sensitive = true
}
