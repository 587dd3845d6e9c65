variable "names" {
  default = ["a", "b"]
}
variable "conf" {
  default = { host = "h", ports = [1, 2] }
}
locals {
  a = regex("x+", var.conf.host)
  b = element([], length(var.names))
  c = cidrsubnet("10.0.0.0/8", var.conf.ports[0], 99)
  d = lookup(var.conf, "nope")
  e = file("${path.module}/missing-${var.conf.host}.txt")
  f = templatefile("t.tpl", { name = var.names[0] })
  g = jsondecode(var.conf.host)
  h = merge(var.conf, var.names)
  i = join(",", var.conf)
  j = var.names[var.conf.ports[1]]
  k = var.conf[var.names[0]]
  l = tonumber(var.conf.host)
  m = var.conf.host + 1
  n = var.names && true
  o = var.conf.host ? 1 : 2
  p = [for x in var.conf.host : x]
  q = { for x in ["a", "a"] : x => var.names }
  r = format("%d", var.conf.host)
  s = "${var.conf}"
  t = -var.names
  u = var.conf.ports > 1
  v = substr(var.names, 0, 1)
  w = coalesce(var.names...)
  x = zipmap(var.names, var.conf.ports, 1)
  y = try(var.nope, 1)
  z = timeadd(var.conf.host, "1h")
}
