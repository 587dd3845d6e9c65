resource "terraform_data" "a" {
}
resource "terraform_data" "b" {
  input = {
    id   = terraform_data.a.id
    list = [terraform_data.a.id, "k"]
    set  = toset(["x", terraform_data.a.id])
    deep = { a = { b = { c = terraform_data.a.id } } }
    n    = null
    e    = []
    em   = {}
  }
  triggers_replace = {
    when = timestamp()
    u    = uuid()
  }
}
resource "terraform_data" "c" {
  count            = 2
  input            = "${terraform_data.b.output.list[1]}-${count.index}"
  triggers_replace = terraform_data.b.id
}
output "ts" {
  value = formatdate("YYYY", timestamp())
}
output "plan" {
  value = plantimestamp() != ""
}
