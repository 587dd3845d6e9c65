module "a" {
  source = "./missing"
}
module "b" {
  source = "../outside"
}
module "c" {
  source = "nothere"
}
module "d" {
  source = "./empty"
}
