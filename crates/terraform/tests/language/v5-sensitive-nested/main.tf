variable "db" {
  type = object({
    user = string
    pass = string
    tags = map(string)
  })
  sensitive = true
  default   = { user = "u", pass = "p", tags = { a = "b" } }
}
resource "terraform_data" "a" {
  input = {
    user  = nonsensitive(var.db.user)
    pass  = var.db.pass
    list  = [1, sensitive(2), { x = sensitive("y") }]
    tags  = var.db.tags
    plain = "text"
  }
}
resource "terraform_data" "b" {
  triggers_replace = [for k, v in var.db.tags : "${k}=${v}"]
  input            = [for x in [1, 2] : sensitive(x)]
}
resource "terraform_data" "c" {
  input = sensitive({ a = 1 })
}
output "o" {
  value     = terraform_data.a.input
  sensitive = true
}
output "safe" {
  value = [for i in terraform_data.a.input.list : issensitive(i)]
}
output "k" {
  value = keys(terraform_data.a.input)
}
