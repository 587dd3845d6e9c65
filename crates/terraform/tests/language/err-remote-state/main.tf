data "terraform_remote_state" "a" {
  backend = "local"
  config = {
    path = "missing.tfstate"
  }
}
data "terraform_remote_state" "b" {
  backend = "local"
  config = {
    bogus = 1
  }
}
data "terraform_remote_state" "c" {
  backend = "nope"
}
