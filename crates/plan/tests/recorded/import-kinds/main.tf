
import {
  to = terraform_data.replaced
  id = "r"
}
import {
  to = terraform_data.plain
  id = "p"
}
import {
  to = terraform_data.updated
  id = "with \"quotes\""
}
resource "terraform_data" "replaced" { triggers_replace = "x" }
resource "terraform_data" "plain" {}
resource "terraform_data" "updated" { input = { a = 1 } }
resource "terraform_data" "new" { input = terraform_data.plain.id }
output "id" { value = terraform_data.plain.id }
