variable "n" {
  default = 3
}
resource "terraform_data" "a" {
  count = var.n
  input = count.index
}
check "passes" {
  assert {
    condition     = length(terraform_data.a) == 3
    error_message = "no"
  }
}
check "fails" {
  assert {
    condition     = var.n > 5
    error_message = "n is ${var.n}, which is\ntoo small"
  }
  assert {
    condition     = alltrue([for x in terraform_data.a : x.input > 0])
    error_message = "Zero found."
  }
}
check "unknown" {
  assert {
    condition     = terraform_data.a[0].id == "x"
    error_message = "later"
  }
}
check "data" {
  data "terraform_remote_state" "s" {
    backend = "local"
    config = {
      path = "nope.tfstate"
    }
  }
  assert {
    condition     = data.terraform_remote_state.s.outputs.x == 1
    error_message = "bad"
  }
}
