module "a" {
  source = "./a"
}
module "b" {
  source = "./a"
  req    = 1
  extra  = 2
  typed  = "x"
}
module "c" {
  source = "./a"
  req    = null
  typed  = [1]
  count  = 1
  lifecycle {
  }
}
module "d" {
  source     = "./a"
  req        = { a = 1 }
  for_each   = toset(["x"])
  depends_on = [terraform_data.none]
}
