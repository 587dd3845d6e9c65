locals {
  l = [1, 2, 3]
  m = { a = { b = 1 } }
}
