locals { a = 1
