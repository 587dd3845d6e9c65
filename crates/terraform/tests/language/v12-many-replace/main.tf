resource "terraform_data" "a" {
  for_each         = { x = 1, y = 2, "z w" = 3, "q\"r" = 4 }
  input            = each.value
  triggers_replace = each.value > 2 ? "new" : "old"
}
resource "terraform_data" "b" {
  count = 3
  input = { id = terraform_data.a["x"].id, i = count.index }
}
module "m" {
  source   = "./m"
  for_each = toset(["one", "two"])
  v        = each.key
}
