output "nested" {
  value = { a = { b = { c = [[], {}, [{}], [[1]]] } }, "k k" = [null, true] }
}
output "long" {
  value = join("", [for i in range(40) : "abcdefghij"])
}
output "multi_map" {
  value = { "a\nb" = "x\ny", c = ["l1\nl2\n"] }
}
output "json" {
  value = { j = jsonencode({ x = [1, { y = "z\n" }] }), n = "[1, 2]", e = "{}" }
}
output "esc" {
  value = "\" \\ \t $${x} %%{y} \u0001 é"
}
output "numbers" {
  value = [1, 1.0, 1.10, 1e10, 1e21, 1e-7, -0, 0.1, 12345678901234567890, 3.141592653589793238462643383279]
}
output "tuple_obj" {
  value = [{ a = 1, b = "x" }, { a = 2 }]
}
output "typed" {
  value = [tolist([]), tomap({}), toset([]), tolist([tomap({ a = toset([1]) })])]
}
output "unk" {
  value = { id = terraform_data.x.id, all = terraform_data.x, l = [terraform_data.x.id] }
}
resource "terraform_data" "x" {
}
output "sens" {
  value     = { a = 1 }
  sensitive = true
}
