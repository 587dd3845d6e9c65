terraform {
  required_providers {
    terraform = {
      source = "terraform.io/builtin/terraform"
    }
  }
}
output "a" {
  value = provider::terraform::encode_tfvars({ s = "q\"x\n", n = 1.5, l = [], m = { "a b" = null, c = [true] } })
}
output "b" {
  value = provider::terraform::decode_tfvars("x = { a = [1, \"two\"] }\ny = <<EOT\nhi\nEOT\n")
}
output "c" {
  value = provider::terraform::encode_expr([{ a = "$${x}" }, "%%{y}", toset(["b", "a"])])
}
