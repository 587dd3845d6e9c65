module "a" {
  source  = "./m"
  version = "1.0"
  x       = 1
  y       = { b = 2 }
  z       = null
  w       = ["a"]
  foo {
  }
}
module "b" {
  source = "./m"
  count  = 2
  for_each = {}
}
module "c" {
  source = local.x
}
module "d" {
}
module "e" {
  source = "./m"
  lifecycle {}
  provider = terraform
  depends_on = [foo]
}
