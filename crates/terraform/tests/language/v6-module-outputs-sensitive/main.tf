module "db" {
  source = "./db"
}
resource "terraform_data" "conn" {
  input = {
    url  = "pg://${module.db.user}:${module.db.pass}@host"
    user = module.db.user
  }
}
output "user" {
  value = module.db.user
}
output "all" {
  value     = module.db
  sensitive = true
}
