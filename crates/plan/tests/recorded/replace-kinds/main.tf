
resource "terraform_data" "tainted" { input = 1 }
resource "terraform_data" "tainted_cbd" {
  input = 1 
  lifecycle { create_before_destroy = true }
}
resource "terraform_data" "asked" { input = 1 }
resource "terraform_data" "asked_and_changed" { input = 2 }
resource "terraform_data" "source" { input = 2 }
resource "terraform_data" "triggered" { 
  input = "x"
  lifecycle { replace_triggered_by = [terraform_data.source] }
}
resource "terraform_data" "triggered_attr" { 
  input = "x"
  lifecycle { replace_triggered_by = [terraform_data.source.input] }
}
resource "terraform_data" "cbd" { 
  triggers_replace = { a = [1, 2] , b = "y"}
  lifecycle { create_before_destroy = true }
}
resource "terraform_data" "nested" { 
  input = "same"
  triggers_replace = [{ a = 1 }, { a = 3 }]
}
