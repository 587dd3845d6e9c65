output "z" = {
}
