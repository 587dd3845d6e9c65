locals {
  a = [1, 2] + 1
  b = "x" * 2
  d = -"abc"
  e = 1 / 0
  f = true && 1
  g = "a" > "b"
  n = { for x in ["a", "a"] : x => 1 }
  o = { (null) = 1 }
  p = "a${[1]}"
  u = length(5)
  v = join(",", "a")
  y = 10 % 0
  aa = element([], 0)
  ab = lookup({ a = 1 }, "b")
  ac = tonumber("x1")
  ad = tobool("yes")
  ae = jsondecode("{")
  af = regex("(", "a")
  ag = regex("x", "abc")
  ah = substr("abc", 10, 1)
  ai = format("%d", "x")
  aj = format("%s %s", "a")
  ak = cidrsubnet("10.0.0.0/8", 30, 1)
  al = cidrhost("10.0.0.0", 1)
  am = base64decode("***")
  an = file("missing.txt")
  ao = templatefile("missing.tpl", {})
  ap = zipmap(["a"], [1, 2])
  aq = parseint("zz", 10)
  ar = range(1, 10, 0)
  as = slice([1, 2], 1, 5)
  at = timeadd("now", "1h")
  au = formatdate("YYYY", "x")
  av = yamldecode("a: [")
  aw = setproduct([1])
  ax = coalesce(null, "")
  ay = one([1, 2])
  az = sum([])
  ba = chunklist([1], -1)
  bb = index(["a"], "b")
  bc = log(0, 10)
  bd = strrev(1, 2)
  be = merge({ a = 1 }, [1])
  bf = flatten("x")
  bg = sort([{}])
  bh = toset("x")
  bi = tomap(["a"])
  bj = bcrypt("x", 99)
  bk = sha256(null)
  bl = upper(["x"])
  bm = repeat("x", 2)
  bn = distinct({})
}
output "o" {
  value = 1
}
