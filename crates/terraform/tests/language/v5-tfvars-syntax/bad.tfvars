a = 1
a = 2
b {
}
c = foo("x")
d = "${a}"
