module "a" {
  source = "./m"
  bogus  = 1
}
module "b" {
  source = "./m"
  nam    = "x"
  list   = "x"
  obj    = { a = 1 }
}
module "c" {
  source = "./m"
  name   = null
  list   = [1, []]
  obj    = { a = [], b = 1 }
}
