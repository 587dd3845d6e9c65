output "out" {
  value = "o"
}
output "num" {
  value = 5
}
output "list" {
  value = [1]
}
