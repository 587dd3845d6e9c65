locals {
  servers = [
    { name = "web-1", zone = "a", size = "small", ports = [80, 443] },
    { name = "web-2", zone = "b", size = "small", ports = [80, 443] },
    { name = "batch", zone = "a", size = "large", ports = [] },
  ]

  stage = "test"
}
