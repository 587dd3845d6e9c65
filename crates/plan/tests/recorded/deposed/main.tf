resource "terraform_data" "a" { input = "y" }
resource "terraform_data" "c" { input = "x" }
