variable "n" {
  default = null
}
output "a" {
  value = upper(var.n)
}
output "b" {
  value = join(",", var.n)
}
output "c" {
  value = length(var.n)
}
output "d" {
  value = length(5)
}
output "e" {
  value = max()
}
output "f" {
  value = min("a", 1)
}
output "g" {
  value = format("%d", "x")
}
output "h" {
  value = format("%s")
}
output "i" {
  value = format("%s", "a", "b")
}
output "j" {
  value = format("%z", 1)
}
output "k" {
  value = formatlist("%s-%s", ["a", "b"], ["c"])
}
output "l" {
  value = keys([1])
}
output "m" {
  value = values("x")
}
output "n" {
  value = contains("abc", "a")
}
output "o" {
  value = index(["a"], "b")
}
output "p" {
  value = lookup({ a = 1 }, "b")
}
output "q" {
  value = lookup(["a"], 0, "x")
}
output "r" {
  value = flatten("x")
}
output "s" {
  value = sort([1, [2]])
}
output "t" {
  value = reverse("abc")
}
output "u" {
  value = distinct({ a = 1 })
}
output "v" {
  value = tolist("x")
}
output "w" {
  value = tomap([1])
}
output "x" {
  value = toset(5)
}
output "y" {
  value = sum(["a", 1])
}
output "z" {
  value = transpose({ a = 1 })
}
output "a1" {
  value = matchkeys(["a"], ["x", "y"], ["x"])
}
output "a2" {
  value = setintersection(["a"], 5)
}
output "a3" {
  value = trimprefix("abc")
}
output "a4" {
  value = split(",", ["a"])
}
output "a5" {
  value = log("x", 10)
}
output "a6" {
  value = pow("x", 2)
}
output "a7" {
  value = signum("x")
}
output "a8" {
  value = abs(null)
}
output "a9" {
  value = startswith(1, 1, 1)
}
output "b1" {
  value = strcontains("a")
}
output "b2" {
  value = textencodebase64("a", "XYZ")
}
output "b3" {
  value = textdecodebase64("a", "UTF-16LE")
}
output "b4" {
  value = base64gunzip("aaaa")
}
output "b5" {
  value = rsadecrypt("x", "y")
}
output "b6" {
  value = csvdecode("a,b\n1")
}
output "b7" {
  value = urlencode([])
}
output "b8" {
  value = filebase64("nope")
}
output "b9" {
  value = templatestring("x", {})
}
