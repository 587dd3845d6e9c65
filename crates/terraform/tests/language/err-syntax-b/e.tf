foo = bar
"quoted" = 1
locals { a = 1, b = 2 }
