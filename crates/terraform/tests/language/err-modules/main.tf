module "a" {
  source = "./m"
  bogus  = 1
  providers = {
    aws = aws.west
  }
}
module "b" {
}
module "c" {
  source  = "./m"
  version = "1.0"
  name    = "x"
}
module "d" {
  source = var.x
}
module "e" {
  source = "m"
}
module "f" {
  source = "./m"
  name   = "x"
  block {
  }
  lifecycle {
  }
}
module "a" {
  source = "./m"
}
module "b c" {
  source = "./m"
}
