locals {
  z = local.y + 1
  y = local.x * 2
  x = 3
  m = { for i in range(3) : "k${i}" => { v = i, sq = i * i } }
  flat = flatten([for k, v in local.m : [for n in ["v", "sq"] : "${k}.${n}=${v[n]}"]])
  grouped = { for s in ["apple", "avocado", "banana"] : substr(s, 0, 1) => s... }
  cond = local.z > 5 ? "big" : local.nope_never
  nope_never = "n"
  tern = local.x == 3 ? { a = 1, b = "x" } : { a = 2, b = "y" }
  spl = [for o in values(local.m) : o.sq][*]
  heredoc = <<-EOT
    %{ for k, v in local.m ~}
    ${k}: ${v.sq}
    %{ endfor ~}
    done
  EOT
  json = jsonencode(local.grouped)
  yaml = yamlencode({ a = [1, { b = null }], c = "x: y" })
  merge = merge(local.m.k0, { extra = true })
  set = toset([for s in ["b", "a", "b"] : upper(s)])
  num = [1.5, 1e3, 0.1 + 0.2, 10 / 4, 7 % 3, -5, 1e-7, 123456789.12345679]
  keys = keys({ b = 1, a = 2, "c-d" = 3 })
  nul = [null, tostring(null)]
}
output "z" {
  value = local
}
