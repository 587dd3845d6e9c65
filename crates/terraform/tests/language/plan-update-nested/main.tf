resource "terraform_data" "a" {
  input = {
    list    = ["a", "c", "d", "x", "e", "f"]
    nested  = [[1, 2, 5], [4, 3]]
    objs    = [{ n = "x", v = 1 }, { n = "y", v = 20 }, { n = "w", v = 3 }, { n = "q", v = 9 }]
    map     = { a = "1", b = "22", d = "4" }
    text    = "line1\nline two\nline3\n"
    json    = "{\"a\":2,\"b\":[1,3,4],\"c\":{\"d\":\"x\",\"e\":null}}"
    set     = toset(["b", "c", "d"])
    added   = { k = [] }
    same    = "same"
    null_to = "now"
    to_null = null
    num     = 2.5
    bool    = false
    str_num = 5
  }
}
resource "terraform_data" "b" {
  input = "multi\nlines\nmore"
}
resource "terraform_data" "c" {
  input = "not json"
}
resource "terraform_data" "d" {
  input = { a = 1 }
}
output "o" {
  value = { a = [1, 3], s = "x\nz\n" }
}
output "new" {
  value = [{}]
}
