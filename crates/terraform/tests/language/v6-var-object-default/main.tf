variable "svc" {
  type = list(object({
    name = string
    port = optional(number, 80)
    tls = optional(object({
      on   = optional(bool, true)
      cert = optional(string)
    }), {})
    tags = optional(map(string), { a = "b" })
    hosts = optional(list(string))
  }))
  default = [{ name = "a" }, { name = "b", tls = { on = false }, port = null, hosts = ["h"] }, { name = "c", tls = null, tags = {} }]
}
resource "terraform_data" "s" {
  for_each = { for s in var.svc : s.name => s }
  input    = each.value
}
output "svc" {
  value = var.svc
}
