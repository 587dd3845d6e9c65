output "same" {
  value = [1, 2]
}
output "changed" {
  value = { a = 1, b = [1, 3, 4], d = null }
}
output "type" {
  value = 5
}
output "list" {
  value = ["c", "b", "a"]
}
output "null" {
  value = "now"
}
output "multi" {
  value = "a\nB\nc\nd"
}
output "obj" {
  value = [{ n = 2 }, { n = 3, m = [] }]
}
output "new" {
  value = { x = toset(["q"]) }
}
resource "terraform_data" "a" {
  input = 2
}
output "id" {
  value = terraform_data.a.output
}
