num  = "abc"
list = "not a list"
obj  = { b = 1 }
nope = 1
also_nope = 2
third_nope = 3
