resource "terraform_data" "a" {
  input = {
    objs   = [{ n = "a", v = 1 }, { n = "c", v = 3 }, { n = "d", v = 4, w = [1] }]
    nested = [[1, 2], [3, 4, 5], []]
    maps   = { x = { k = 1 }, z = { k = 2 } }
    strs   = ["line1\nline2", "b", ""]
    bools  = [true, false, null]
    empty  = []
    emap   = {}
    str    = ""
    ml     = "a\nb"
    num    = 10
    jarr   = jsonencode([1, { a = 2 }])
    jstr   = jsonencode("x")
    jnul   = jsonencode(null)
    jws    = "{ \"a\" : 1 }"
    long   = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"
  }
}
output "o" {
  value = terraform_data.a.input.objs
}
