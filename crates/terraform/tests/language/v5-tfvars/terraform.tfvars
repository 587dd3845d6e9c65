a = "tfvars"
b = "42"
c = ["x", 1, true]
d = {
  k = 1
  l = 2
}
