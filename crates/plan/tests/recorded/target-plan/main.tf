resource "terraform_data" "a" { input = 2 }
resource "terraform_data" "b" { input = 2 }
output "x" { value = terraform_data.a.input }
