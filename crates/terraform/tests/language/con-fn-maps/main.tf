locals {
  m = { b = 2, a = 1 }
  o = { name = "x", tags = { k = "v" }, "odd key" = true }
}
