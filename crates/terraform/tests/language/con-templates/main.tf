locals {
  names = ["ann", "bob"]
  conf = { host = "h", port = 80 }
  empty = []
}
