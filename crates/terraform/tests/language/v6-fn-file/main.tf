output "f" {
  value = file("${path.module}/a.txt")
}
output "b64" {
  value = filebase64("a.txt")
}
output "hash" {
  value = [filemd5("a.txt"), filesha1("a.txt"), filesha256("a.txt"), filebase64sha256("a.txt"), filesha512("a.txt"), filebase64sha512("a.txt")]
}
output "set" {
  value = fileset(path.module, "**/*.txt")
}
output "ex" {
  value = [fileexists("a.txt"), fileexists("no.txt")]
}
output "yaml" {
  value = yamldecode(file("c.yaml"))
}
output "csv" {
  value = csvdecode(file("d.csv"))
}
