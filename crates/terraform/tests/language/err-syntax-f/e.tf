"resource" "x" {
}
resource "a" b.c {
}
foo.bar = 1
foo[0] = 1
