variable "title" {
  type    = string
  default = "Out of Memory"
}

output "slug" {
  value = lower(var.title)
}
