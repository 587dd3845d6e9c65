output "a" {
}
output "b" {
  value     = 1
  sensitive = "maybe"
  ephemeral = true
  foo       = 1
  depends_on = [nope, terraform_data.zz, var.x, "terraform_data.y", 5]
}
output "c" {
  value       = local.a
  description = upper("x")
}
output "1d" {
  value = 1
}
output "e" "f" {
  value = 1
}
output {
  value = 2
}
output "g" {
  value = 1
  precondition {
  }
  precondition {
    condition     = true
    error_message = "x"
    extra         = 1
  }
  foo {
  }
}
output "h" {
  value     = 1
  depends_on = terraform_data.x
}
output "i" {
  value = [
    local.zz,
    var.nope,
    terraform_data.nope.id,
    module.nope.x,
    data.terraform_remote_state.nope.outputs,
  ]
}
