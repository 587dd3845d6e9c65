a = "abc"
b = { x = 1 }
c = foo
d = 1
block {
  e = 1
}
