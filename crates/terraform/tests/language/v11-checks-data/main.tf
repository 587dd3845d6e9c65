resource "terraform_data" "a" {
  input = "x"
}
check "ok" {
  data "terraform_remote_state" "r" {
    backend = "local"
    config  = { path = "r.tfstate" }
  }
  assert {
    condition     = data.terraform_remote_state.r.outputs.v == "1"
    error_message = "v is ${data.terraform_remote_state.r.outputs.v}"
  }
}
check "missing" {
  data "terraform_remote_state" "n" {
    backend = "local"
    config  = { path = "nope.tfstate" }
  }
  assert {
    condition     = data.terraform_remote_state.n.outputs.v == "1"
    error_message = "never"
  }
}
check "later" {
  data "terraform_remote_state" "l" {
    backend = "local"
    config  = { path = terraform_data.a.id }
  }
  assert {
    condition     = data.terraform_remote_state.l.outputs.v == "1"
    error_message = "later"
  }
}
check "bad_attr" {
  assert {
    condition     = terraform_data.a.input.foo == 1
    error_message = "x"
  }
}
check "null" {
  assert {
    condition     = terraform_data.a.triggers_replace
    error_message = "x"
  }
  assert {
    condition     = terraform_data.a.input == "x"
    error_message = "y"
  }
}
