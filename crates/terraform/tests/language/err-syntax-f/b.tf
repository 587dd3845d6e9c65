output "a" { value = 1 value = 2 }
output "b" { value = 1, }
output "c" {}
output "d" { value = [1, 2] } output "e" {}
