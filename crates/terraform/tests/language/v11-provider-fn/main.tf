terraform {
  required_providers {
    terraform = {
      source = "terraform.io/builtin/terraform"
    }
  }
}
output "enc" {
  value = provider::terraform::encode_tfvars({
    name = "x"
    list = [1, 2.5, true, null]
    obj  = { "a b" = "q\"uote", c = { d = [] } }
    ml   = "a\nb\n"
    esc  = "$${x} %%{y}"
  })
}
output "dec" {
  value = provider::terraform::decode_tfvars("a = 1\nb = \"x$${y}\"\nc = { d = [true] }\n")
}
output "expr" {
  value = [provider::terraform::encode_expr("x"), provider::terraform::encode_expr(1.50), provider::terraform::encode_expr([{ a = null }]), provider::terraform::encode_expr(toset(["b", "a"]))]
}
