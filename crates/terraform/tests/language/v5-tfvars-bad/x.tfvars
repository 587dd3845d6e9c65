a = "one"
b = [{ n = 1 }, { m = 2 }]
d = 5
e = "x"
f = var.a
