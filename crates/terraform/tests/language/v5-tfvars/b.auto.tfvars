a = "auto-b"
e = { y = 7 }
