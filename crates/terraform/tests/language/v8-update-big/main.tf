locals {
  base = { for i in range(12) : format("key%02d", i) => i }
}
resource "terraform_data" "big" {
  input = {
    map    = merge(local.base, { key03 = 33, new = "n" })
    moved  = ["c", "a", "b", "d", "e"]
    long   = [for i in range(20) : i == 10 ? "changed" : "item${i}"]
    nested = { a = { b = { c = { d = 2, keep = 1 }, keep = 2 }, keep = 3 } }
    text   = <<-EOT
      one
      two
      THREE
      four
      five
    EOT
    json   = jsonencode({ name = "x", list = [1, 2, 4], sub = { a = true } })
    yaml   = yamlencode({ name = "y", list = ["a", "c"] })
    nul    = "set"
    tonul  = null
    num    = 1.50
    bool   = true
    mixed  = [1, { a = "b2" }, ["x"]]
    quote  = "a \"quoted\" $${x} %%{y}"
  }
}
