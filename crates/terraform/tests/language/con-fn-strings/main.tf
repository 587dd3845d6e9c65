locals {
  s = "Hello, World"
}
