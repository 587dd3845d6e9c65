resource "terraform_data" "a" {
  input = { k = "v" }
}
output "a" {
  value = terraform_data.a.id.foo
}
output "b" {
  value = terraform_data.a.id + [1]
}
output "c" {
  value = terraform_data.a.input.nope
}
output "d" {
  value = [for x in terraform_data.a.id : x]
}
output "e" {
  value = upper([terraform_data.a.id])
}
output "f" {
  value = { (terraform_data.a.output) = 1 }
}
output "g" {
  value = [1, 2][terraform_data.a.id]
}
output "h" {
  value = terraform_data.a.id[0]
}
output "i" {
  value = keys(terraform_data.a.id)
}
output "j" {
  value = terraform_data.a.id == "x" ? 1 : [2]
}
output "k" {
  value = merge({ a = 1 }, terraform_data.a.id)
}
output "l" {
  value = element([], length(terraform_data.a.id))
}
output "m" {
  value = cidrsubnet(terraform_data.a.id, "x", 1)
}
output "n" {
  value = format(terraform_data.a.id, [1])
}
output "o" {
  value = regex("(", terraform_data.a.id)
}
output "p" {
  value = jsondecode([terraform_data.a.id])
}
