module "a" {
  source = "./m"
  x      = 1
  y      = { b = 2 }
  z      = null
  w      = ["a"]
}
module "b" {
  source = "./m"
  x      = ["a", { b = 1 }]
  y      = { a = [] }
  z      = terraform_data.t
  w      = terraform_data.t.id
}
resource "terraform_data" "t" {}
output "o" {
  value = module.a.nope
}
output "p" {
  value = module.a[0].nope
}
output "q" {
  value = module.c.x
}
