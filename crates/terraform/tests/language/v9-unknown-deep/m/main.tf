variable "id" {
  type = string
}
variable "obj" {
  type = object({ id = string, k = string, o = optional(number, 3) })
}
variable "list" {
  type = list(string)
}
resource "terraform_data" "r" {
  count            = length(var.list)
  input            = { v = var.list[count.index], o = var.obj, s = toset(var.list) }
  triggers_replace = [var.id, var.obj.k]
}
output "all" {
  value = { id = var.id, obj = var.obj, list = [for r in terraform_data.r : r.input.v], s = [for x in toset(var.list) : x], t = terraform_data.r[*].triggers_replace }
}
