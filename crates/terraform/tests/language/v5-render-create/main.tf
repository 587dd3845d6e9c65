resource "terraform_data" "a" {
  input = {
    "quoted key"    = 1
    "dotted.key"    = 2
    plain           = "x"
    long_identifier = true
    "0num"          = null
    "ünï"           = "ü\u0001"
    nested          = { a = [], b = {}, c = [[]], d = [{}], e = [null], f = { g = null } }
    list            = [[1, 2], [3, [4, { x = "y" }]]]
    set             = toset([])
    bignum          = 12345678901234567890
    frac            = 0.1
    neg             = -0.0
    exp             = 1e100
    small           = 1e-7
    multi           = "a\nb"
    multi_trail     = "a\nb\n"
    json            = jsonencode({ k = [1, 2], o = {} })
    json_list       = jsonencode(["a"])
    json_empty      = "{}"
    json_emptyl     = "[]"
    json_scalar     = "5"
    json_ws         = "{ \"a\" : 1 }"
    html            = "<b>&amp;</b>"
    dollar          = "$${x} $x %%{y}"
  }
}
