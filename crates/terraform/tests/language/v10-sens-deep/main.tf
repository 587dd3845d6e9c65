variable "pw" {
  default   = "new"
  sensitive = true
}
resource "terraform_data" "a" {
  input = {
    user = "u"
    pass = var.pw
    list = ["x", var.pw, "z"]
    set  = toset(["x", var.pw])
    map  = { a = var.pw, b = "2" }
  }
}
resource "terraform_data" "was" {
  input = { pass = "same", other = 2 }
}
resource "terraform_data" "gets" {
  input = sensitive("same")
}
resource "terraform_data" "repl" {
  triggers_replace = [var.pw, "b"]
}
