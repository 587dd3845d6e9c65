output "gone_sensitive" {
  value     = "new"
  sensitive = true
}
output "was_sensitive" {
  value = "s"
}
output "obj" {
  value = { a = 1, b = { c = [1, 2, 3], d = "x" }, e = null }
}
output "ml" {
  value = "line1\nline2 changed\nline3\nline4\n"
}
output "num" {
  value = 123456789012345678901234567890
}
output "float" {
  value = 0.1
}
output "list_of_obj" {
  value = [{ id = 2, n = "b" }, { id = 3, n = "c" }, { id = 4, n = "d" }]
}
output "set" {
  value = toset(["a", "c", "d"])
}
output "same_map" {
  value = { z = 1, a = 2 }
}
output "empty" {
  value = []
}
output "emptymap" {
  value = {}
}
output "str2list" {
  value = ["a"]
}
output "json" {
  value = jsonencode({ a = [1, 2], b = { c = "y" }, d = null })
}
output "null2obj" {
  value = { a = null }
}
