module "m" {
  source   = "./m"
  for_each = toset(["b", "a"])
}
resource "terraform_data" "z" {
  input = [for k, v in module.m : v.id]
  lifecycle {
    create_before_destroy = true
  }
}
output "ids" {
  value = { for k, v in module.m : k => v.id }
}
