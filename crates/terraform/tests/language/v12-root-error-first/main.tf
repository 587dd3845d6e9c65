output "o" {
  value = 1
  foo   = 1
}
module "m" {
  source = "./nope"
}
