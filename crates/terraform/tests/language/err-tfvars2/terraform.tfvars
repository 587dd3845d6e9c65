a = "abc"
b = { x = 1 }
d = 1
