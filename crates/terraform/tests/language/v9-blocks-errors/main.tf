moved {
  from = terraform_data.a
}
moved {
  from = var.x
  to   = terraform_data.b
}
moved {
  from = "terraform_data.a"
  to   = data.terraform_remote_state.b
}
removed {
  from = terraform_data.a[0]
}
removed {
  from = terraform_data.zz
  lifecycle {
  }
}
removed {
  to = terraform_data.z
}
import {
  to = terraform_data.i
}
import {
  id = "x"
}
import {
  to       = terraform_data.i[each.key]
  id       = each.value
  for_each = toset(["a"])
}
import {
  to = module.nope.terraform_data.x
  id = "y"
}
check "a" {
}
check "b" {
  assert {
    condition = true
  }
  assert {
    error_message = "x"
  }
  data "terraform_remote_state" "x" {
    backend = "local"
    count   = 2
  }
  data "terraform_remote_state" "y" {
    backend = "local"
  }
  foo {}
}
check "b" {
  assert {
    condition     = true
    error_message = ""
  }
}
check "c d" {}
check {}
variable "v" {
  validation {
    condition = true
  }
  validation {
    error_message = "x"
  }
  validation {
    condition     = true
    error_message = "x"
  }
  nullable  = "yes"
  sensitive = 5
  ephemeral = null
}
