
resource "terraform_data" "a" {}
resource "terraform_data" "n1" { input = { a = terraform_data.a.id, b = [1, terraform_data.a.id, 3], c = { d = terraform_data.a.id } } }
resource "terraform_data" "n2" { input = [terraform_data.a.id] }
resource "terraform_data" "n3" { input = "x-${terraform_data.a.id}" }
resource "terraform_data" "n4" { input = terraform_data.a }
resource "terraform_data" "u1" { input = { a = terraform_data.a.id, b = [1, terraform_data.a.id, 3], c = { d = terraform_data.a.id }, e = terraform_data.a.id } }
resource "terraform_data" "u2" { input = terraform_data.a.id }
resource "terraform_data" "u3" { input = terraform_data.a.id }
resource "terraform_data" "u4" { input = terraform_data.a.id }
resource "terraform_data" "u5" { input = [terraform_data.a.id, "b", "c"] }
resource "terraform_data" "u6" { input = ["a", "b", "c", terraform_data.a.id] }
resource "terraform_data" "u7" { triggers_replace = terraform_data.a.id }
resource "terraform_data" "u8" { triggers_replace = { a = terraform_data.a.id, b = 1 } }
resource "terraform_data" "u9" { input = jsonencode({ a = terraform_data.a.id }) }
resource "terraform_data" "ua" { input = "l1\nl2${terraform_data.a.id}" }
resource "terraform_data" "ub" { input = [{ a = terraform_data.a.id, b = 1 }, { a = "y", b = 2 }] }
resource "terraform_data" "uc" {
  input = null
  triggers_replace = terraform_data.a.id
}
output "o1" { value = terraform_data.a.id }
output "o2" { value = { a = terraform_data.a.id, b = 1 } }
output "o3" { value = [terraform_data.a.id, 1] }
output "o4" { value = "${terraform_data.a.id}x" }
output "o5" { value = terraform_data.u1.output }
