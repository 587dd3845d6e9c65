check "empty" {
}
check "noassert" {
  data "terraform_remote_state" "x" {
    backend = "local"
  }
}
check "two" {
  data "terraform_remote_state" "y" {
    backend = "local"
  }
  data "terraform_remote_state" "z" {
    backend = "local"
  }
  assert {
    condition     = true
    error_message = "constant"
  }
}
check "args" {
  assert {
    condition = 1 == 1
  }
  assert {
    error_message = "x"
  }
  resource "terraform_data" "w" {
  }
}
check "empty" {
  assert {
    condition     = var.nope
    error_message = 5
  }
}
