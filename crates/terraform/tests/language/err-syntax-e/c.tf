locals {
  a = func(1, 2
}
locals {
  b = 1
}
