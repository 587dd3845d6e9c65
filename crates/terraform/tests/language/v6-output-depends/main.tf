resource "terraform_data" "a" {
  input = { list = ["x", "y"], m = { k = "v" } }
}
output "list_elem" {
  value = terraform_data.a.output.list[0]
}
output "input_elem" {
  value = terraform_data.a.input.list[1]
}
output "desc" {
  value       = terraform_data.a.input.m
  description = "described"
  depends_on  = [terraform_data.a]
}
output "multi" {
  value = <<-EOT
    line
      indented ${terraform_data.a.input.m.k}

  EOT
}
output "num" {
  value = 1.0
}
output "bools" {
  value = [true, false, null]
}
output "empty" {
  value = { l = [], m = {}, s = "" }
}
