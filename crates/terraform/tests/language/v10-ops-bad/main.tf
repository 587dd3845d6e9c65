variable "n" {
  default = null
}
variable "l" {
  default = [1]
}
output "a" {
  value = var.n + 1
}
output "b" {
  value = !var.n
}
output "c" {
  value = -"x"
}
output "d" {
  value = var.l + 1
}
output "e" {
  value = 1 / 0
}
output "f" {
  value = 5 % 0
}
output "g" {
  value = "a" && true
}
output "h" {
  value = true || null
}
output "i" {
  value = null < 1
}
output "j" {
  value = [1] > [2]
}
output "k" {
  value = {} && true
}
output "l" {
  value = "5" * "x"
}
output "m" {
  value = -[1]
}
output "n" {
  value = !5
}
output "o" {
  value = 1 == null
}
