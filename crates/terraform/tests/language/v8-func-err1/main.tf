output "a" {
  value = element(["a"], "x")
}
output "b" {
  value = substr("hello", 1)
}
output "c" {
  value = slice(["a", "b"], 1, 5)
}
output "d" {
  value = chunklist(["a"], -1)
}
output "e" {
  value = zipmap(["a", "b"], [1])
}
output "f" {
  value = merge({ a = 1 }, [1])
}
output "g" {
  value = one(["a", "b"])
}
output "h" {
  value = range(1, 5, -1)
}
output "i" {
  value = parseint("xyz", 10)
}
output "j" {
  value = parseint("10", 99)
}
output "k" {
  value = formatdate("YYYY-XX", "2020-01-01T00:00:00Z")
}
output "l" {
  value = timeadd("2020-01-01", "1h")
}
output "m" {
  value = timeadd("2020-01-01T00:00:00Z", "1 hour")
}
output "n" {
  value = regex("(", "a")
}
output "o" {
  value = regex("a(b)?", "c")
}
output "p" {
  value = jsondecode("{a:1}")
}
output "q" {
  value = yamldecode("a: [")
}
output "r" {
  value = base64decode("!!")
}
output "s" {
  value = cidrhost("10.0.0.0/8", -99999999)
}
output "t" {
  value = cidrsubnets("10.0.0.0/30", 2, 2)
}
output "u" {
  value = cidrnetmask("fe80::/10")
}
output "v" {
  value = setproduct(["a"], "b")
}
output "w" {
  value = concat(["a"], "b")
}
output "x" {
  value = coalesce("", null)
}
output "y" {
  value = coalescelist([], [])
}
output "z" {
  value = sum([])
}
