output "a" {
  value = path.foo
}
output "b" {
  value = terraform.env
}
output "c" {
  value = terraform.wrokspace
}
output "d" {
  value = path
}
output "e" {
  value = path["module"]
}
output "f" {
  value = self.x
}
output "g" {
  value = each.key
}
output "h" {
  value = count.index
}
output "i" {
  value = count
}
resource "terraform_data" "a" {
  input = each.value
}
resource "terraform_data" "b" {
  for_each = { a = 1 }
  input    = count.index
}
resource "terraform_data" "c" {
  count = 1
  input = each.key
}
resource "terraform_data" "d" {
  count = 1
  input = count.indx
}
resource "terraform_data" "e" {
  input = self.id
}
output "j" {
  value = module.x
}
output "k" {
  value = data.foo
}
output "l" {
  value = var
}
output "m" {
  value = local
}
output "n" {
  value = var.x.y
}
output "o" {
  value = foo.bar
}
output "p" {
  value = foo
}
output "q" {
  value = terraform_data
}
output "r" {
  value = module
}
output "s" {
  value = data.terraform_remote_state.x.outputs
}
output "t" {
  value = ephemeral.random.x
}
