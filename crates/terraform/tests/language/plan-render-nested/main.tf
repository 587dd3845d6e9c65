resource "terraform_data" "a" {
  input = {
    list_of_lists = [[1, 2], [], [[3]]]
    deep          = { a = { b = { c = { d = null, e = [] } } } }
    "dotted.key"  = 1
    "1num"        = 2
    "with space"  = "v"
    empty_obj     = {}
    tuple         = ["a", 1, true, null, { k = [] }]
    multi         = "l1\nl2\n\n  l4\n"
    json          = "{\"a\":[1,2],\"b\":{\"c\":null}}"
    json_array    = "[]"
    json_str      = "\"x\""
    not_json      = "{a:1}"
    unicode       = "é\u0000"
    tab           = "a\tb"
    dollar        = "$${x} %%{y}"
    num           = 1.50
    big           = 123456789012345678901234567890
    neg           = -0.000001
    set           = toset(["b", "a", "c"])
    map           = tomap({ z = 1, a = 2 })
    set_of_obj    = toset([{ k = "b" }, { k = "a" }])
  }
}
resource "terraform_data" "b" {
  input            = terraform_data.a.output
  triggers_replace = [terraform_data.a.id, "lit"]
}
resource "terraform_data" "c" {
  input = {
    u    = terraform_data.a.id
    l    = [terraform_data.a.id, "x"]
    s    = "pre-${terraform_data.a.id}"
    heredoc = <<-EOT
      one ${terraform_data.a.input.num}
        two
    EOT
    j = jsonencode({ id = terraform_data.a.id })
  }
}
output "o1" {
  value = terraform_data.c.input
}
output "o2" {
  value = terraform_data.a
}
