variable "v" {
  default   = "s"
  sensitive = true
}
check "many" {
  assert {
    condition     = var.v == "x"
    error_message = "hidden"
  }
  assert {
    condition     = nonsensitive(var.v) == "x"
    error_message = "value ${nonsensitive(var.v)}"
  }
  assert {
    condition     = length([]) > 0
    error_message = "empty"
  }
}
module "m" {
  source = "./m"
  count  = 2
  n      = count.index
}
