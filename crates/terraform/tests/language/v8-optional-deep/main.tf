variable "svc" {
  type = map(object({
    port  = optional(number, 80)
    hosts = optional(list(object({
      name = string
      weight = optional(number, 1)
      tags = optional(map(string), { env = "dev" })
    })), [{ name = "default" }])
    tls = optional(object({
      enabled = optional(bool, false)
      version = optional(string)
    }), {})
    extra = optional(any)
    pair = optional(tuple([string, number]), ["x", 1])
    ids = optional(set(number), [3, 1, 2, 1])
  }))
  default = {
    a = {}
    b = { port = "8080", hosts = [{ name = "h1" }, { name = "h2", weight = "5", tags = null }] }
    c = { tls = { enabled = true }, extra = { k = [1, "x"] } }
    d = { tls = null, hosts = null, port = null }
  }
}
output "svc" {
  value = var.svc
}
output "d" {
  value = { for k, v in var.svc : k => v.tls.enabled }
}
resource "terraform_data" "x" {
  for_each = var.svc
  input    = each.value
}
