resource "terraform_data" "a" {
  input = { k = "v" }
}
locals {
  out = terraform_data.a.output
  id  = terraform_data.a.id
}
output "all" {
  value = {
    deep  = local.out.k
    idx   = local.out["k"]
    splat = local.out[*]
    each  = [for k, v in local.out : k]
    m     = { for k, v in local.out : k => v }
    cond  = local.out == null ? "n" : "y"
    mix   = [local.out, 1, terraform_data.a.input]
    str   = "x${local.out.k}y"
    math  = local.out.n + 1
    bool  = local.out.b && true
    len   = length(local.out)
    keys  = keys(local.out)
    tos   = tostring(local.out)
    tol   = tolist(local.out)
    tom   = tomap(local.out)
    look  = lookup(local.out, "k", "d")
    can   = can(local.out.k)
    tr    = try(local.out.k, "d")
    type  = coalesce(local.out.k, "z")
    mrg   = merge(local.out, { z = 1 })
    cc    = concat([1], local.out)
    fmt   = format("%s-%d", local.id, 5)
    fl    = formatlist("%s", [local.id, "x"])
    spl   = split("-", local.id)
    sub   = substr(local.id, 0, 3)
    dec   = jsondecode(local.id)
    enc   = jsonencode(terraform_data.a.input)
    zip   = zipmap(["a", local.id], [1, 2])
    rng   = range(length(local.id))
    sort  = sort([local.id, "a"])
    dist  = distinct([local.id, "a"])
    cont  = contains(["a", local.id], "a")
    cont2 = contains(["a", local.id], "b")
    el    = element(["a", local.id], 0)
    sl    = slice(["a", local.id], 0, 1)
    su    = setunion([local.id], ["a"])
    mx    = max(1, length(local.id))
    tern  = local.id != "" ? [1] : [2, 3]
    eq    = [local.id] == ["x", "y"]
    eq2   = { a = local.id } == { b = 1 }
    ne    = local.id != null
    andf  = local.id == "x" && false
    ort   = local.id == "x" || true
    neg   = !(local.id == "x")
    cmp   = length(local.id) >= 0
    lk    = lookup({ a = local.id }, "a", "z")
    vals  = values({ a = local.id, b = 1 })
    rev   = reverse([local.id, "b"])
    ch    = chunklist([local.id, "b"], 1)
    ff    = flatten([[local.id], [["q"]]])
    comp  = compact([local.id, ""])
    one   = one([local.id])
    sum   = sum([length(local.id), 1])
    all   = alltrue([local.id == "x", false])
    any   = anytrue([local.id == "x", true])
    jn    = join(",", [local.id, "x"])
    up    = upper("a${local.id}")
    st    = startswith("pre-${local.id}", "pre")
    en    = endswith("pre-${local.id}", "x")
    ty    = tobool(local.id)
    yml   = yamlencode({ a = local.id })
    b64   = base64encode(local.id)
    sha   = sha256(local.id)
    tpl   = templatestring(local.t, { id = local.id })
    sens  = issensitive(local.id)
    trans = transpose({ a = [local.id] })
    mk    = matchkeys(["a"], [local.id], ["x"])
    idx2  = index(["a", local.id], "a")
    rx    = regexall("a", local.id)
    tf    = timeadd(local.id, "1h")
    set   = toset([local.id, local.id])
    setp  = setproduct(["a"], [local.id])
  }
}
locals {
  t = "<$${id}>"
}
