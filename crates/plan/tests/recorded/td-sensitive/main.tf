variable "s" {
  default = "secret"
  sensitive = true
}
variable "o" {
  default = { a = "x", b = ["y"] }
  sensitive = true
}

resource "terraform_data" "new" { input = var.s }
resource "terraform_data" "newobj" { input = { a = 1, b = var.s, c = [1, var.s], d = var.o } }
resource "terraform_data" "upd" { input = var.s }
resource "terraform_data" "updobj" { input = { a = 1, b = var.s, c = [1, var.s], d = "x" } }
resource "terraform_data" "becomes" { input = var.s }
resource "terraform_data" "becomessame" { input = var.s }
resource "terraform_data" "stops" { input = "secret2" }
resource "terraform_data" "stopssame" { input = "secret" }
resource "terraform_data" "stopsobj" { input = { a = "secret", b = 2 } }
resource "terraform_data" "trig" { triggers_replace = [var.s] }
resource "terraform_data" "trigall" { triggers_replace = var.s }
resource "terraform_data" "same" { input = var.s }
resource "terraform_data" "list" { input = [var.s, "b", "c"] }
