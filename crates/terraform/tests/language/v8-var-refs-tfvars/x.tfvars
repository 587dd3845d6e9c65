a = var.b
b = upper("x")
c = local.foo
d {
}
