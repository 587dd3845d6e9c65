resource "terraform_data" "web" {
  count = 4
  input = { name = "web-${count.index}", size = count.index == 1 ? 2 : 1 }
}
resource "terraform_data" "db" {
  input            = { engine = "pg", params = [{ n = "b", v = 2 }, { n = "c", v = 3 }] }
  triggers_replace = [terraform_data.web[1].output]
}
output "names" {
  value = terraform_data.web[*].input.name
}
output "db" {
  value = terraform_data.db.output.params[*].n
}
