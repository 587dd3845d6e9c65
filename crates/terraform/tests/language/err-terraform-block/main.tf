terraform {
  required_version = 5
  experiments      = [foo]
  backend "nope" {
  }
  backend "local" {
    path = "x"
    bogus = 1
  }
  cloud {
  }
  foo {
  }
  bar = 1
}
terraform {
  required_version = "abc"
}
terraform {
  required_version = "< 1.0"
}
