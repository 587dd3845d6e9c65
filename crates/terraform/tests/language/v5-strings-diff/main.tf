resource "terraform_data" "h" {
  input = <<-EOT
    line one
    line 2
    line three
    line four
    line five
    line six

    line seven
    line eight
  EOT
}
resource "terraform_data" "j" {
  input = jsonencode({ a = 2, b = [1, { c = "e" }, 3], s = "same", n = null })
}
resource "terraform_data" "k" {
  input = { script = "#!/bin/sh\necho two\nexit 0", json = "[1,3]" }
}
resource "terraform_data" "q" {
  input = "quote \" and \\ and \n and %%{x}"
}
resource "terraform_data" "js" {
  input = "not json"
}
