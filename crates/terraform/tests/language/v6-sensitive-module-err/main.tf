module "db" {
  source = "./db"
}
output "pass" {
  value = module.db.pass
}
output "whole" {
  value = module.db
}
output "len" {
  value = length(module.db.pass)
}
