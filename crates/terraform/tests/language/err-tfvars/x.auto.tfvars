c = upper("x")
b = { y = 2 }
