resource "x" "y" { a = 1 b = 2 }
resource "x" "z" { a = 1
}
