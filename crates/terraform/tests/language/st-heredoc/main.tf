resource "terraform_data" "t" {
  input = "a\nB\nc\nd\n"
}
resource "terraform_data" "u" {
  input = "now\nmany\n"
}
resource "terraform_data" "v" {
  input = { script = "#!/bin/sh\necho hello\n", other = "x" }
}
resource "terraform_data" "w" {
  input = ["first\nsecond\nplus", "third"]
}
resource "terraform_data" "nl" {
  input = "x\ny\n"
}
resource "terraform_data" "blank" {
  input = "\n\nx\n  y\n\n"
}
output "text" {
  value = "p\nq\nr\n"
}
output "indent" {
  value = "  a\n      b\n"
}
