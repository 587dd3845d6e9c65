locals {
  obj = { b = [1, null, "x"], a = { n = 1.5, t = true } }
}
