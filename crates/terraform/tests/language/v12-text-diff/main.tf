resource "terraform_data" "a" {
  input = "one\ntwo\nthree\n"
}
resource "terraform_data" "b" {
  input = "single"
}
resource "terraform_data" "c" {
  input = "a\n\nb\n  indented\n\ttab"
}
resource "terraform_data" "d" {
  input = join("\n", [for i in range(30) : i == 15 ? "changed ${i}" : "line ${i}"])
}
resource "terraform_data" "e" {
  input = ""
}
resource "terraform_data" "f" {
  input = "x\n"
}
resource "terraform_data" "g" {
  input = "id: ${terraform_data.a.output}\nsecond\n"
}
resource "terraform_data" "h" {
  triggers_replace = "l1\nl2"
}
resource "terraform_data" "i" {
  input = "tab\t\"q\" \\ \u00e9 $${x} %%{y}"
}
output "ml" {
  value = "x\ny"
}
