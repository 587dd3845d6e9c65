output "x
