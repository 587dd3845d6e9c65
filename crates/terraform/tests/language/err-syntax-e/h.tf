locals {
  x = 5 5
  y = "a" "b"
  z = -
}
