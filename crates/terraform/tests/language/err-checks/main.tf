check "a" {
  assert {
    condition     = 5
    error_message = "x"
  }
}
check "b" {
}
check "c" {
  data "terraform_remote_state" "x" {
    backend = "local"
  }
  data "terraform_remote_state" "y" {
    backend = "local"
  }
  assert {
    condition = true
  }
}
check {
}
check "d" {
  foo = 1
  assert {
    condition     = local.x
    error_message = local.y
  }
}
check "a" {
  assert {
    condition     = data.terraform_remote_state.x.outputs.a == 1
    error_message = "x"
  }
}
