resource "terraform_data" "a" {
  input = "x"
}
locals {
  id = terraform_data.a.id
}
resource "terraform_data" "b" {
  input = {
    cond   = local.id == "x" ? "aa" : "ab"
    cond2  = local.id == "x" ? null : "ab"
    l      = [for i in range(2) : "${local.id}-${i}"]
    m      = { (upper("k")) = local.id }
    set    = toset([local.id, "b"])
    map    = tomap({ a = local.id, b = "c" })
    sub    = substr(local.id, 0, 3)
    isnull = local.id == null
    pre    = startswith("abc-${local.id}", "abc")
    len    = length([local.id, 1])
    joined = join(",", [local.id, "x"])
    json   = jsonencode([local.id])
    tpl    = "%{ if local.id == "x" }a%{ else }b%{ endif }"
    sp     = split("-", local.id)
    tr     = try(local.id.foo, "none")
    co     = coalesce(null, local.id)
    el     = element([local.id, "z"], 1)
    lk     = lookup({ a = local.id }, "a", "d")
    mg     = merge({ a = 1 }, { b = local.id })
    ks     = keys({ a = local.id })
    vs     = values({ a = local.id, b = 1 })
    cn     = concat([local.id], [1])
    fl     = flatten([[local.id], ["x"]])
    di     = distinct([local.id, "x"])
    so     = sort([local.id, "x"])
    zm     = zipmap(["a"], [local.id])
    fm     = format("%s!", local.id)
    ct     = contains(["a"], local.id)
    md     = md5(local.id)
    ts     = timestamp()
    uu     = uuid()
    pt     = plantimestamp() == null
    bc     = bcrypt("x") == ""
  }
}
output "b" {
  value = terraform_data.b.input.cond
}
output "whole" {
  value = [local.id, { x = local.id }]
}
output "str" {
  value = "id=${local.id}\nsecond line\n"
}
