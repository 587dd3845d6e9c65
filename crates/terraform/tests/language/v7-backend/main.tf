data "terraform_remote_state" "a" {
  backend = "s3"
  config  = { bucket = "b", key = "k" }
}
data "terraform_remote_state" "b" {
  backend = "nope"
}
data "terraform_remote_state" "c" {
  backend = "local"
  config  = { path = "missing.tfstate" }
}
data "terraform_remote_state" "d" {
  backend = "local"
  config  = { pth = "x" }
}
