locals {
  multi = "a\nb\n"
}
