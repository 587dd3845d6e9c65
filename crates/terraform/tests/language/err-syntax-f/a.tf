locals {
  x = "${a b}"
  y = "${}"
  z = "%{if x}"
  w = "%{foo}"
}
