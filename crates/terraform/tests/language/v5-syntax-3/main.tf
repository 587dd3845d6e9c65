locals {
  a = 'single'
  b = 1 == 2 = 3
}
