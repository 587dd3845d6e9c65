locals {
  a = <<EOT
text ${
EOT
  b = "x"
}
