terraform {
  required_version = "~> 1.12"
}
module "m" {
  source = "./m"
}
