module "a" {
  source = ""
}
module "b" {
  source = "hashicorp/consul/aws"
}
module "c" {
  source = "git::https://example.com/x.git"
}
module "d" {
  source = "./m?x=1"
}
module "e" {
  source = "a/b/c/d/e"
}
module "f" {
  source = "https://example.com/x.zip"
}
module "g" {
  source = "github.com/a/b"
}
module "h" {
  source = "/abs/path"
}
module "i" {
  source = "c:\\x"
}
module "j" {
  source = "./m"
  version = "1.0"
}
module "k" {
  source = "hashicorp/consul/aws"
  version = "x.y"
}
module "l" {
  source = " ./m"
}
