d = "file"
undeclared1 = 1
