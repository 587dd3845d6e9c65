{
output "y" {
