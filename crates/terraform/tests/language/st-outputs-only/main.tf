output "a" {
  value = { x = [1, { y = "w" }], k = "v", n = null }
}
output "b" {
  value = toset(["b", "c"])
}
output "c" {
  value = tomap({ a = 2, b = 3 })
}
output "d" {
  value = ["x"]
}
output "e" {
  value = []
}
output "f" {
  value = null
}
output "g" {
  value = "new"
}
